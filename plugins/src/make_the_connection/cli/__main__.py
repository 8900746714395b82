"""`python -m make_the_connection.cli`."""

import sys

from make_the_connection.cli.main import main

sys.exit(main())
