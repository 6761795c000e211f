@echo off
rem Makes the program and its installer on a Windows PC with Python 3.12 (64 bits), without internet.
rem What it makes lies afterwards in the folder "listo".
setlocal
chcp 65001 >nul
cd /d "%~dp0"

py -3.12 -c "import struct, sys; sys.exit(struct.calcsize('P') != 8)" || goto no_python
if not exist entorno\Scripts\python.exe py -3.12 -m venv entorno || goto failed

echo Instalando las bibliotecas de la carpeta "ruedas" ... / Installing the libraries ...
entorno\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links ruedas --requirement requisitos.txt || goto failed

echo Armando el programa (unos minutos) ... / Building the program ...
pushd proyecto
..\entorno\Scripts\python -m resources.packaging.build "%~dp0listo" || goto failed
popd

echo.
echo Listo: mire en la carpeta "listo". / Done: look into the folder "listo".
pause
exit /b 0

:no_python
echo.
echo Falta Python 3.12 de 64 bits. Instálelo (python-3.12.x-amd64.exe, con "py launcher") y repita.
echo Python 3.12, 64 bits, is missing. Install it, with its py launcher, and try again.
pause
exit /b 1

:failed
echo.
echo No se pudo. Lo que falló está escrito arriba. / It failed: see above.
pause
exit /b 1
