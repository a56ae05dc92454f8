// Stands in for optional packages that are looked for at run time and are not there.
