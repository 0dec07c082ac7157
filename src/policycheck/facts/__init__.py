"""What follows from records and the law on a day: plain functions, each with the article it encodes."""
