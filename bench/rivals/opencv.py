"""OpenCV's non-local means for coloured pictures: opencv.py STRENGTH FOLDER ENDING IN...  writes a picture per input into FOLDER."""

import pathlib
import sys

import cv2

strength, folder, ending, *inputs = sys.argv[1:]
for name in inputs:
    picture = cv2.imread(name, cv2.IMREAD_COLOR)
    if picture is None:
        sys.exit(f"{name} could not be read.")
    result = cv2.fastNlMeansDenoisingColored(picture, None, float(strength), float(strength), 7, 21)
    cv2.imwrite(str(pathlib.Path(folder) / f"{pathlib.Path(name).stem}.{ending}"), result)
