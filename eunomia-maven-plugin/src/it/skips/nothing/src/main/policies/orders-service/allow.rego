this is no policy
