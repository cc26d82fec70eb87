@echo off
rem Builds the kit and puts its kernel where every Jupyter of this user finds it (%APPDATA%\jupyter).
rem Needed only for a Jupyter that is not started by 'leukokit notebook', such as an editor's.
setlocal
set "ROOT=%~dp0.."
call "%ROOT%\leukokit.cmd" notebook --install-only
if errorlevel 1 exit /b 1
jupyter kernelspec install --user --replace --name java "%ROOT%\target\jupyter\kernels\java"
