"""The official statistics on the screen: tables of a year, gaps, one record, the return."""
