' What a reviewer does in a spreadsheet program: a Sub for each step, called by office.py.
' A row is its number as it is shown, or an array of headings and the texts that it holds. Inside, places count from 0.
Option Explicit
Private Book As Object  ' the one that is open
Public Complaint As String  ' why a step can't be done

Const V_DATE = 7
Const V_STRING = 8  ' as VarType gives them

Sub Fail(text As String)
  Complaint = text
  Error 1
End Sub

Sub OpenStep(url)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  CloseStep()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Book = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
  If IsNull(Book) Then Fail("it can't be opened: " & url)
End Sub

Sub CloseStep()
  If Not IsNull(Book) Then Book.close(True)
  Book = Nothing
End Sub

' A workbook, or one of its sheets as CSV; to the name of that file LibreOffice adds the title of the sheet.
Sub SaveStep(url, Optional title, Optional separator)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  Dim place As Integer
  how(0).Name = "FilterName"
  how(1).Name = "FilterOptions"
  If IsMissing(title) Then
    how(0).Value = IIf(Right(url, 4) = ".ods", "calc8", "Calc MS Excel 2007 XML")
    Book.storeToURL(url, how())
    Exit Sub
  End If
  place = SheetOf(title).RangeAddress.Sheet + 1
  how(0).Value = "Text - txt - csv (StarCalc)"
  how(1).Value = Asc(separator) & ",34,76,1,,1033,false,true,false,false,false," & place
  Book.storeToURL(url, how())
  Name ConvertFromURL(Left(url, Len(url) - 4)) & "-" & title & ".csv" As ConvertFromURL(url)
End Sub

Sub UnprotectStep(title)
  Book.Sheets.getByName(title).unprotect("")
End Sub

Sub RecalculateStep()
  Book.calculateAll()
End Sub

Sub RenameStep(title, wanted)
  SheetOf(title).Name = wanted
End Sub

' A day that is typed gets a format of dates where the cell has none.
Sub SetStep(title, heading, row, value)
  Dim cell As Object, anywhere As New com.sun.star.lang.Locale
  cell = CellOf(SheetOf(title), heading, row)
  If VarType(value) = V_STRING Then
    cell.String = value
  Else
    cell.Value = value
  End If
  If VarType(value) = V_DATE And Not IsDateFormat(cell.NumberFormat) Then
    cell.NumberFormat = Book.NumberFormats.getFormatIndex(com.sun.star.i18n.NumberFormatIndex.DATE_DIN_YYYYMMDD, anywhere)
  End If
End Sub

' The whole table, as Data > Sort does.
Sub SortStep(title, heading, ascending)
  Dim sheet As Object, by(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  sheet = FreeSheet(title)
  by(0).Field = ColumnOf(sheet, heading)
  by(0).IsAscending = ascending
  how(0).Name = "SortFields"
  how(0).Value = by()
  how(1).Name = "ContainsHeader"
  how(1).Value = True
  TableOf(sheet).sort(how())
End Sub

' Only the rows that hold this text stay in sight.
Sub FilterStep(title, heading, text)
  Dim sheet As Object, how As Object, by(0) As New com.sun.star.sheet.TableFilterField
  sheet = SheetOf(title)
  by(0).Field = ColumnOf(sheet, heading)
  by(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
  by(0).IsNumeric = False
  by(0).StringValue = text
  how = TableOf(sheet).createFilterDescriptor(True)
  how.ContainsHeader = True
  how.setFilterFields(by())
  TableOf(sheet).filter(how)
End Sub

Sub HideRowStep(title, row)
  Dim sheet As Object
  sheet = FreeSheet(title)
  sheet.Rows.getByIndex(RowOf(sheet, row)).IsVisible = False
End Sub

Sub DeleteRowStep(title, row)
  Dim sheet As Object
  sheet = FreeSheet(title)
  sheet.Rows.removeByIndex(RowOf(sheet, row), 1)
End Sub

Sub InsertRowStep(title, row)
  Dim sheet As Object
  sheet = FreeSheet(title)
  sheet.Rows.insertByIndex(RowOf(sheet, row), 1)
End Sub

Sub InsertColumnStep(title, heading, before)
  Dim sheet As Object, column As Long
  sheet = FreeSheet(title)
  column = ColumnOf(sheet, before)
  sheet.Columns.insertByIndex(column, 1)
  sheet.getCellByPosition(column, 0).String = heading
End Sub

Sub MoveColumnStep(title, heading, before)
  Dim sheet As Object, place As Long, old As Long
  sheet = FreeSheet(title)
  place = ColumnOf(sheet, before)
  sheet.Columns.insertByIndex(place, 1)
  old = ColumnOf(sheet, heading)
  sheet.moveRange(sheet.getCellByPosition(place, 0).CellAddress, sheet.Columns.getByIndex(old).RangeAddress)
  sheet.Columns.removeByIndex(old, 1)
End Sub

Function SheetOf(title) As Object
  If Not Book.Sheets.hasByName(title) Then Fail("there is no sheet " & title)
  SheetOf = Book.Sheets.getByName(title)
End Function

' A sheet whose rows and columns may be changed; a protected one would keep silent and stay as it is.
Function FreeSheet(title) As Object
  FreeSheet = SheetOf(title)
  If FreeSheet.isProtected() Then Fail("the sheet is protected: " & title)
End Function

Function TableOf(sheet) As Object
  Dim cursor As Object
  cursor = sheet.createCursor()
  cursor.gotoStartOfUsedArea(False)
  cursor.gotoEndOfUsedArea(True)
  With cursor.RangeAddress
    TableOf = sheet.getCellRangeByPosition(0, 0, .EndColumn, .EndRow)
  End With
End Function

Function ColumnOf(sheet, heading) As Long
  For ColumnOf = 0 To TableOf(sheet).RangeAddress.EndColumn
    If sheet.getCellByPosition(ColumnOf, 0).String = heading Then Exit Function
  Next
  Fail("the sheet " & sheet.Name & " has no column " & heading)
End Function

Function RowOf(sheet, row) As Long
  Dim found As Boolean, at As Long
  If Not IsArray(row) Then
    RowOf = row - 1
    Exit Function
  End If
  For RowOf = 1 To TableOf(sheet).RangeAddress.EndRow
    found = True
    For at = 0 To UBound(row) Step 2
      found = found And sheet.getCellByPosition(ColumnOf(sheet, row(at)), RowOf).String = row(at + 1)
    Next
    If found Then Exit Function
  Next
  Fail("the sheet " & sheet.Name & " has no row with " & Join(row, " "))
End Function

Function CellOf(sheet, heading, row) As Object
  CellOf = sheet.getCellByPosition(ColumnOf(sheet, heading), RowOf(sheet, row))
  If sheet.isProtected() And CellOf.CellProtection.IsLocked Then Fail("the cell is locked: " & CellOf.AbsoluteName)
End Function

Function IsDateFormat(format) As Boolean
  IsDateFormat = (Book.NumberFormats.getByKey(format).Type And com.sun.star.util.NumberFormat.DATE) <> 0
End Function
