"""The site on a phone's home screen: its manifest, how it is put there, browsers that cannot."""
