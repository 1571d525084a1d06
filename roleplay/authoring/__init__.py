"""What helps authors: the check of everything, walkthroughs as tests, translations kept up to date."""
