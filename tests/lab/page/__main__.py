"""Run the look at the page from the command line."""

import sys

from .matrix import main

sys.exit(main())
