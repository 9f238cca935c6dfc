// born with its first file
