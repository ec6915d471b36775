"""The record, for auditors: did anybody change the past?"""
