"""Lets ``python -m newslab`` stand for the ``newslab`` command."""

from newslab.cli import main

if __name__ == "__main__":
    main()
