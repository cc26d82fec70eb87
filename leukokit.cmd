@echo off
rem Runs leukokit from any folder; builds it first if it was never built.
rem LEUKOKIT_JAVA_OPTS: more options for Java, such as -Xmx6g.
setlocal
set "ROOT=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo leukokit: no Java found; install a JDK of version 17 or newer, or set JAVA_HOME to one 1>&2
  exit /b 1
)
if exist "%ROOT%target\leukokit.jar" if exist "%ROOT%target\classpath.txt" goto run
where mvn >nul 2>&1
if errorlevel 1 (
  echo leukokit: no Maven found; install Maven 3.8 or newer 1>&2
  exit /b 1
)
echo leukokit: building (the first time Maven fetches the libraries) ... 1>&2
pushd "%ROOT%"
call mvn -q -B -Dstyle.color=never -DskipTests package 1>&2
if errorlevel 1 (
  popd
  echo leukokit: the build failed; the reason stands above 1>&2
  exit /b 1
)
popd
:run
set /p PATHS=<"%ROOT%target\classpath.txt"
rem An argument file, because the class path is longer than a command line may be.
set "ARGS=%TEMP%\leukokit-%RANDOM%.args"
set "FORWARD=%ROOT:\=/%target/leukokit.jar;%PATHS:\=/%"
> "%ARGS%" echo -cp "%FORWARD%"
rem As in leukokit: a small young generation while libtorch computes, unless a collector is chosen.
set "SMALL="
if /i "%~1"=="reproduce" set "SMALL=-XX:+UseSerialGC -Xmn32m"
if /i "%~1"=="train" set "SMALL=-XX:+UseSerialGC -Xmn32m"
if /i "%~1"=="finetune" set "SMALL=-XX:+UseSerialGC -Xmn32m"
if defined LEUKOKIT_JAVA_OPTS if not "%LEUKOKIT_JAVA_OPTS:GC=%"=="%LEUKOKIT_JAVA_OPTS%" set "SMALL="
"%JAVA%" -Djava.awt.headless=true -Djdk.console=java.base "-Dleukokit.root=%ROOT:\=/%." "-Dleukokit.program=%~f0" %SMALL% %LEUKOKIT_JAVA_OPTS% "@%ARGS%" org.leukokit.cli.Main %*
set CODE=%ERRORLEVEL%
del "%ARGS%" >nul 2>&1
exit /b %CODE%
