; electron-builder registers link schemes on Linux and macOS, not on Windows. SHCTX is the person's or the machine's part of the
; registry, as chosen in the installer. What stands after -- is never taken for a switch, whatever a link has in it.

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\invigil" "" "URL:Invigil"
  WriteRegStr SHCTX "Software\Classes\invigil" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\invigil\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\invigil\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\invigil"
!macroend
