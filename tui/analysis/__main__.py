"""`python -m tui.analysis`: the worker process."""

import sys

from tui.analysis.worker import main

if __name__ == "__main__":
    sys.exit(main())
