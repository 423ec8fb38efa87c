"""Record tables: columns declared as values, one model, one delegate, one view."""
