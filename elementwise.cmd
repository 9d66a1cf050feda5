@echo off
rem Builds what is missing or stale, then runs the command line: "elementwise --help".
setlocal EnableExtensions
set "home=%~dp0"
set "home=%home:~0,-1%"
set "cache=%home%\.cache"
set "functions_jar=%home%\functions\target\functions.jar"
set "program_jar=%home%\cli\target\elementwise.jar"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "version="
for /f "tokens=3" %%v in ('"%java%" -version 2^>^&1 ^| findstr /i "version"') do if not defined version set "version=%%~v"
if not defined version (
    echo elementwise: Java is missing: install a JDK 17 or newer, or set JAVA_HOME. 1>&2
    exit /b 1
)
for /f "delims=.-" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
    echo elementwise: Java 17 or newer is needed; this is %version%. 1>&2
    exit /b 1
)
if not exist "%cache%" mkdir "%cache%"

rem Whether a source is newer than the jars, which cmd can't tell by itself.
set "stale=yes"
if exist "%functions_jar%" if exist "%program_jar%" for /f %%s in ('powershell -NoProfile -Command ^
    "$jar = (Get-Item '%functions_jar%', '%program_jar%' | Sort-Object LastWriteTime)[0].LastWriteTime;" ^
    "$built = Get-Item '%cache%\built' -ErrorAction SilentlyContinue;" ^
    "if ($built -and $built.LastWriteTime -gt $jar) { $jar = $built.LastWriteTime };" ^
    "$sources = 'functions', 'runtime', 'emulator', 'cli' | ForEach-Object { Join-Path '%home%' ($_ + '\src\main') };" ^
    "$newer = Get-ChildItem -Recurse $sources, '%home%\pom.xml', '%home%\*\pom.xml' | Where-Object LastWriteTime -gt $jar;" ^
    "if ($newer) { 'yes' } else { 'no' }"') do set "stale=%%s"
rem What a build that was killed leaves may be half-written and newer than its sources all the same.
if exist "%cache%\build.unfinished" (
    set "stale=yes"
    for %%m in (functions runtime emulator cli) do if exist "%home%\%%m\target" rmdir /s /q "%home%\%%m\target"
)
if "%stale%"=="yes" (
    echo elementwise: building; the first time takes a minute or two, while Maven fetches what it needs 1>&2
    echo unfinished>"%cache%\build.unfinished"
    pushd "%home%"
    call mvn -B -q -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false -Dstyle.color=never -pl functions,cli -am package >"%cache%\build.log" 2>&1
    if errorlevel 1 (
        del /q "%cache%\build.unfinished"
        popd
        type "%cache%\build.log" 1>&2
        echo elementwise: the build failed; its output is above. 1>&2
        exit /b 1
    )
    popd
    echo built>"%cache%\built"
    del /q "%cache%\build.unfinished"
    del /q "%cache%\program-*.jsa" 2>nul
)

set "compilers=-XX:TieredStopAtLevel=1"
set "flags=-XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:cds*=off -Xlog:class+path=off"
if %major% GEQ 24 set "flags=%flags% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
set "settings="-Delementwise.home=%home%" "-Delementwise.cache=%cache%""
set "archive=%cache%\program-%version%.jsa"
if not exist "%archive%" (
    echo elementwise: preparing fast starts, a few seconds 1>&2
    "%java%" %compilers% %flags% "-XX:ArchiveClassesAtExit=%archive%" %settings% -jar "%program_jar%" warm-up >"%cache%\warm-up.log" 2>&1
    if errorlevel 1 echo elementwise: this did not work, so starts stay slower; %cache%\warm-up.log tells why 1>&2
)
if exist "%archive%" set "flags=%flags% "-XX:SharedArchiveFile=%archive%""
rem A load that lasts is worth the second compiler's time. Other commands have arguments that the loop can't be given.
if not "%~1"=="up" goto start
for %%a in (%*) do if "%%~a"=="--sustained-load" set "compilers="
:start
"%java%" %compilers% %flags% %settings% -jar "%program_jar%" %*
exit /b %errorlevel%
