"""Parameters of the law as dated rows: amounts, rates, time limits, benefit levels, public holidays."""
