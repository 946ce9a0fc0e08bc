"""`python -m app` is `deskbell`."""

import sys

from app.cli import main

sys.exit(main())
