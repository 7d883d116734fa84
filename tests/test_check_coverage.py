"""The check that follows the tests."""

from __future__ import annotations

from tests.check_coverage import too_low


def report(**shares: float) -> dict[str, object]:
    """A report as coverage makes it; `__` stands for `/`."""
    files = {
        f"generator/{name.replace('__', '/')}.py": {"summary": {"percent_covered": share}}
        for name, share in shares.items()
    }
    return {"files": files}


def test_modules_of_the_core_are_held_to_nine_in_ten() -> None:
    """Modules and packages of the core are named when they fall below."""
    found = too_low(report(settings=89.4, graph__link=10, plan__pages__home=90, records__unit=100))

    assert found == [
        "generator/graph/link.py: the tests run 10 % of its lines, not 90 %.",
        "generator/settings.py: the tests run 89 % of its lines, not 90 %.",
    ]


def test_other_modules_are_not() -> None:
    """What works with the world is judged by its own tests, whatever its name resembles."""
    assert too_low(report(cli=0, publish=0, graphics=0, importers__graph=0)) == []
