"""Are articles cut where they begin and end, under their own number, title and page?"""
