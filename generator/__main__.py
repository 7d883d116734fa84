"""`python -m generator` is the same as `guong`."""

from generator.cli import main

if __name__ == "__main__":
    main()
