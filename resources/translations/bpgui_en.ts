<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>FileActions</name>
    <message numerus="yes">
        <source>Exported %n row(s) to {path}.</source>
        <translation>
            <numerusform>Exported %n row to {path}.</numerusform>
            <numerusform>Exported %n rows to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message numerus="yes">
        <source>%n zeros are not shown on a log scale</source>
        <translation>
            <numerusform>%n zero is not shown on a log scale</numerusform>
            <numerusform>%n zeros are not shown on a log scale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values that are not finite or too large are not shown</source>
        <translation>
            <numerusform>%n value that is not finite or too large is not shown</numerusform>
            <numerusform>%n values that are not finite or too large are not shown</numerusform>
        </translation>
    </message>
</context>
</TS>
