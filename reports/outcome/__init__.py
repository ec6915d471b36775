"""What a calibration session decided: the list that it leaves behind, as PDF and as a workbook."""
