; The installer for Windows 10 (1809) or newer, 64 bits: for one person, without an administrator.
; windows.py compiles it and says VERSION, PROGRAM (the folder of PyInstaller), ICON, TARGET and SIZE (KiB).
; The data are never in its folder: %LOCALAPPDATA%\ananea_desktop stays whatever is done here.
; Silent: /S. Elsewhere: /D=C:\Folder, as the last word.

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define EXECUTABLE "ananea-desktop.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ananea"
!define OLDEST_BUILD 17763 ; 1809, the oldest that Qt 6 runs on

Name "Ananea"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Ananea"
InstallDirRegKey HKCU "Software\Ananea" "Folder"
BrandingText "Ananea ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Ananea"
VIAddVersionKey /LANG=0 "FileDescription" "Ananea: instalador"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "ananea_desktop"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "$(TextWelcome)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXECUTABLE}"
!define MUI_FINISHPAGE_RUN_TEXT "$(TextRun)"
!define MUI_UNWELCOMEPAGE_TEXT "$(TextUninstall)"
!define MUI_UNFINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_WELCOME
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString TextWelcome ${LANG_SPANISH} "Se instalará Ananea ${VERSION} para su usuario. No hace falta internet ni clave de administrador.$\r$\n$\r$\nSi ya lo tenía, se pone la versión nueva en su lugar. Sus datos y sus copias quedan como están.$\r$\n$\r$\nCierre Ananea antes de seguir."
LangString TextWelcome ${LANG_ENGLISH} "Ananea ${VERSION} will be installed for your user. Neither internet nor an administrator's password is needed.$\r$\n$\r$\nIf you had it already, the new version takes its place. Your data and copies stay as they are.$\r$\n$\r$\nClose Ananea before you go on."
LangString TextRun ${LANG_SPANISH} "Abrir Ananea"
LangString TextRun ${LANG_ENGLISH} "Open Ananea"
LangString TextUninstall ${LANG_SPANISH} "Se quitará el programa Ananea de esta computadora.$\r$\n$\r$\nSus datos NO se borran: quedan en$\r$\n$LOCALAPPDATA\ananea_desktop$\r$\ny se usan otra vez si vuelve a instalar el programa.$\r$\n$\r$\nCierre Ananea antes de seguir."
LangString TextUninstall ${LANG_ENGLISH} "The program Ananea will be removed from this computer.$\r$\n$\r$\nYour data are NOT deleted: they stay in$\r$\n$LOCALAPPDATA\ananea_desktop$\r$\nand are used again if you install the program anew.$\r$\n$\r$\nClose Ananea before you go on."
LangString TextTooOld ${LANG_SPANISH} "Ananea necesita Windows 10 (versión 1809) o más nuevo, de 64 bits. No se instaló nada."
LangString TextTooOld ${LANG_ENGLISH} "Ananea needs Windows 10 (version 1809) or newer, 64 bits. Nothing was installed."
LangString TextOpen ${LANG_SPANISH} "Ananea está abierto. Ciérrelo y elija Reintentar."
LangString TextOpen ${LANG_ENGLISH} "Ananea is open. Close it and choose Retry."
LangString TextData ${LANG_SPANISH} "Datos de la cooperativa (Ananea)"
LangString TextData ${LANG_ENGLISH} "Data of the cooperative (Ananea)"
LangString TextCopy ${LANG_SPANISH} "Copia sellada de los datos (Ananea)"
LangString TextCopy ${LANG_ENGLISH} "Sealed copy of the data (Ananea)"
LangString TextShortcut ${LANG_SPANISH} "Tesorería de la cooperativa"
LangString TextShortcut ${LANG_ENGLISH} "Treasury of the cooperative"

; A program that runs holds its file: whoever can open it for writing knows that nobody works in it.
!macro WaitUntilClosed
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${EXECUTABLE}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(TextOpen)" /SD IDCANCEL IDRETRY +2
    Abort
  ${Loop}
!macroend

; Only what an installation put there: a folder that somebody chose may hold other things too.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licencias"
  Delete "$INSTDIR\${EXECUTABLE}"
  Delete "$INSTDIR\ananea-orden.exe"
  Delete "$INSTDIR\LEEME.txt"
!macroend

Function .onInit
  StrCpy $1 0
  ReadRegStr $1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIf} $1 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TextTooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  SetOverwrite on
  File /r "${PROGRAM}\*"
  WriteUninstaller "$INSTDIR\quitar.exe"

  CreateShortcut "$SMPROGRAMS\Ananea.lnk" "$INSTDIR\${EXECUTABLE}" "" "" 0 SW_SHOWNORMAL "" "$(TextShortcut)"
  CreateShortcut "$DESKTOP\Ananea.lnk" "$INSTDIR\${EXECUTABLE}" "" "" 0 SW_SHOWNORMAL "" "$(TextShortcut)"

  ; Sealed copies are ours alone; of .db there are many kinds, so there we are only offered ("Open with").
  WriteRegStr HKCU "Software\Classes\Ananea.Datos" "" "$(TextData)"
  WriteRegStr HKCU "Software\Classes\Ananea.Datos\DefaultIcon" "" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "Software\Classes\Ananea.Datos\shell\open\command" "" '"$INSTDIR\${EXECUTABLE}" --open "%1"'
  WriteRegStr HKCU "Software\Classes\.db\OpenWithProgids" "Ananea.Datos" ""
  WriteRegStr HKCU "Software\Classes\Ananea.Copia" "" "$(TextCopy)"
  WriteRegStr HKCU "Software\Classes\Ananea.Copia\DefaultIcon" "" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "Software\Classes\Ananea.Copia\shell\open\command" "" '"$INSTDIR\${EXECUTABLE}" --open "%1"'
  WriteRegStr HKCU "Software\Classes\.ananea" "" "Ananea.Copia"

  WriteRegStr HKCU "Software\Ananea" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Ananea"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXECUTABLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "ananea_desktop"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\quitar.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\quitar.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section Uninstall
  SetShellVarContext current
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$INSTDIR\quitar.exe"
  RMDir "$INSTDIR" ; only if it is empty now
  Delete "$SMPROGRAMS\Ananea.lnk"
  Delete "$DESKTOP\Ananea.lnk"
  DeleteRegValue HKCU "Software\Classes\.db\OpenWithProgids" "Ananea.Datos"
  DeleteRegKey HKCU "Software\Classes\Ananea.Datos"
  DeleteRegKey HKCU "Software\Classes\Ananea.Copia"
  ReadRegStr $0 HKCU "Software\Classes\.ananea" ""
  ${If} $0 == "Ananea.Copia"
    DeleteRegKey HKCU "Software\Classes\.ananea"
  ${EndIf}
  DeleteRegKey HKCU "Software\Ananea"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${RefreshShellIcons}
SectionEnd
