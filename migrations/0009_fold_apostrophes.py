"""Folded names: one apostrophe for another, as names have been folded since.

Phones type curly apostrophes, registers keep straight ones: who was stored as K’Brôi before was found by
neither spelling. The names themselves stay as they are.

Revision ID: 0009
Revises: 0008
"""

from functools import reduce

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APOSTROPHES = "’‘ʼ′´`"


def upgrade() -> None:
    """Fold them anew; names without such a character are not touched."""
    for name in ("persons", "dossiers"):
        table = sa.table(name, sa.column("name_folded", sa.String))
        folded = table.c.name_folded
        straight = reduce(lambda text, mark: sa.func.replace(text, mark, "'"), APOSTROPHES, folded)
        op.execute(table.update().values(name_folded=straight).where(straight != folded))


def downgrade() -> None:
    """Nothing: which apostrophe it was stands in the name."""
