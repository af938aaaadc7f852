"""What is done to the site that takes too long for the suite, or whose outcome is figures.

Each module is a program, `script/torture NAME`, and the first line of its docstring is what
`script/torture` says of it. It prints what it did and found, ends with status 1 where something
broke that has to hold, and aims at nothing but servers that it started itself on this machine.
"""
