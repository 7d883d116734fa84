"""Editorial rules: each module finds one kind of weakness in the content, and knows of no other.

A rule is a module named after its code. Its docstring is its documentation: a line that says what
it finds, a paragraph on why that matters, and the sections `Bad:` and `Good:` with an example each.
It has `CODE`, its default `LEVEL`, and `find(graph, as_of)`, which yields findings in any order.
"""
