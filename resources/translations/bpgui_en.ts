<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln row(s), about {size}</source>
        <translation>
            <numerusform>%Ln row, about {size}</numerusform>
            <numerusform>%Ln rows, about {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message numerus="yes">
        <source>{done} of %Ln step(s)</source>
        <translation>
            <numerusform>{done} of %Ln step</numerusform>
            <numerusform>{done} of %Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln row(s) to {path}.</source>
        <translation>
            <numerusform>Exported %Ln row to {path}.</numerusform>
            <numerusform>Exported %Ln rows to {path}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln row(s)</source>
        <translation>
            <numerusform>{done} of %Ln row</numerusform>
            <numerusform>{done} of %Ln rows</numerusform>
        </translation>
    </message>
</context>
</TS>
