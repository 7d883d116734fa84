"""Pictures as bytes: looking at what authors gave, and making what readers get.

Pictures are foreign: what is too large, damaged or not what its name says is refused before its
pixels are read, and what is published is written anew, so that nothing but pixels comes through.
"""
