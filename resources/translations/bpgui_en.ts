<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ColumnFields</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message numerus="yes">
        <source>Predictions of %Ln sample(s) written to {path}.</source>
        <translation>
            <numerusform>Predictions of %Ln sample written to {path}.</numerusform>
            <numerusform>Predictions of %Ln samples written to {path}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln sample(s)</source>
        <translation>
            <numerusform>{done} of %Ln sample</numerusform>
            <numerusform>{done} of %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message numerus="yes">
        <source>%Ln kind(s) of errors so far.</source>
        <translation>
            <numerusform>%Ln kind of error so far.</numerusform>
            <numerusform>%Ln kinds of errors so far.</numerusform>
        </translation>
    </message>
</context>
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
<context>
    <name>FitLabel</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them for testing</source>
        <translation>
            <numerusform>%Ln of them for testing</numerusform>
            <numerusform>%Ln of them for testing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out for missing cells</source>
        <translation>
            <numerusform>%Ln left out for missing cells</numerusform>
            <numerusform>%Ln left out for missing cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out for problems</source>
        <translation>
            <numerusform>%Ln left out for problems</numerusform>
            <numerusform>%Ln left out for problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyMenu</name>
    <message numerus="yes">
        <source>&amp;Set %Ln number(s)...</source>
        <translation>
            <numerusform>&amp;Set %Ln number...</numerusform>
            <numerusform>&amp;Set %Ln numbers...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set %Ln number(s) to &amp;0</source>
        <translation>
            <numerusform>Set %Ln number to &amp;0</numerusform>
            <numerusform>Set %Ln numbers to &amp;0</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>S&amp;cale %Ln number(s)...</source>
        <translation>
            <numerusform>S&amp;cale %Ln number...</numerusform>
            <numerusform>S&amp;cale %Ln numbers...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Draw %Ln parameter(s) anew</source>
        <translation>
            <numerusform>&amp;Draw %Ln parameter anew</numerusform>
            <numerusform>&amp;Draw %Ln parameters anew</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Lock %Ln parameter(s)</source>
        <translation>
            <numerusform>&amp;Lock %Ln parameter</numerusform>
            <numerusform>&amp;Lock %Ln parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Unlock %Ln parameter(s)</source>
        <translation>
            <numerusform>&amp;Unlock %Ln parameter</numerusform>
            <numerusform>&amp;Unlock %Ln parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Lock %Ln weight(s)</source>
        <translation>
            <numerusform>&amp;Lock %Ln weight</numerusform>
            <numerusform>&amp;Lock %Ln weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Unlock %Ln weight(s)</source>
        <translation>
            <numerusform>&amp;Unlock %Ln weight</numerusform>
            <numerusform>&amp;Unlock %Ln weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cu&amp;t %Ln weight(s)</source>
        <translation>
            <numerusform>Cu&amp;t %Ln weight</numerusform>
            <numerusform>Cu&amp;t %Ln weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;join %Ln weight(s)</source>
        <translation>
            <numerusform>Re&amp;join %Ln weight</numerusform>
            <numerusform>Re&amp;join %Ln weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;move %Ln neuron(s)</source>
        <translation>
            <numerusform>Re&amp;move %Ln neuron</numerusform>
            <numerusform>Re&amp;move %Ln neurons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewNetworkDialog</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln parameter(s)</source>
        <translation>
            <numerusform>%Ln parameter</numerusform>
            <numerusform>%Ln parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) to fill in</source>
        <translation>
            <numerusform>%Ln sample to fill in</numerusform>
            <numerusform>%Ln samples to fill in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberDialog</name>
    <message numerus="yes">
        <source>Set %Ln number(s)</source>
        <translation>
            <numerusform>Set %Ln number</numerusform>
            <numerusform>Set %Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Scale %Ln number(s)</source>
        <translation>
            <numerusform>Scale %Ln number</numerusform>
            <numerusform>Scale %Ln numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message numerus="yes">
        <source>%Ln edit(s) before</source>
        <extracomment>Lines named on a card; of more, those nearest to the mouse. Edits at one step named on a card, which would be higher than the plot otherwise. Pixels between the upright line and the card.</extracomment>
        <translation>
            <numerusform>%Ln edit before</numerusform>
            <numerusform>%Ln edits before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SizesDialog</name>
    <message numerus="yes">
        <source>Goes: {gone}; %Ln weight(s) or bias(es).</source>
        <translation>
            <numerusform>Goes: {gone}; %Ln weight or bias.</numerusform>
            <numerusform>Goes: {gone}; %Ln weights and biases.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New: {new}; %Ln weight(s) or bias(es).</source>
        <translation>
            <numerusform>New: {new}; %Ln weight or bias.</numerusform>
            <numerusform>New: {new}; %Ln weights and biases.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) or bias(es) stay as they are.</source>
        <translation>
            <numerusform>%Ln weight or bias stays as it is.</numerusform>
            <numerusform>%Ln weights and biases stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>a new timeline begins; Undo brings the old one back with its %Ln step(s)</source>
        <translation>
            <numerusform>a new timeline begins; Undo brings the old one back with its %Ln step</numerusform>
            <numerusform>a new timeline begins; Undo brings the old one back with its %Ln steps</numerusform>
        </translation>
    </message>
</context>
</TS>
