"""Lets ``python -m newslab`` and the script ``newslab`` stand for the command, which is loaded when it is called."""


def main() -> None:
    """Run the command; the processes that it starts import this module again, and must not pay for all of it."""
    from newslab.cli import main as run  # noqa: PLC0415  (a worker process needs no command line)

    run()


if __name__ == "__main__":
    main()
