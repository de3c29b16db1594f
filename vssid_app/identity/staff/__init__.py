"""Staff: added by command, two factors at each sign-in."""
