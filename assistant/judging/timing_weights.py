"""The weights of `timing`: made by tests/train_times.py from 261 times of compliant replies, never by hand."""

WEIGHTS = {
    "local": 7.96,
    "whole": 5.81,
    "local_in_whole": 6.29,
    "around_in_whole": 2.15,
    "unit": 3.43,
    "row": -1.13,
    "same_kind": 0.23,
    "other_kind": -1.86,
}
