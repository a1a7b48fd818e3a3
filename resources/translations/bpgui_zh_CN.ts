<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export history...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write every row of the timeline to a CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train until a stop rule is met, or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk through the step: forward, loss, backward, update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One update of all parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on until every training sample was used once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;many steps...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One phase or row back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the s&amp;tart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to step 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On to the last step that was trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning r&amp;ate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit the diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About bpgui</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <extracomment>From a menu&apos;s objectName and title to the actions in it; &quot;-&quot; is a separator, &quot;@name&quot; a submenu filled elsewhere.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Displayed digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataModel</name>
    <message>
        <source>{name} of sample {n}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prediction {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples: inputs, targets and predictions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExperimentPanel</name>
    <message>
        <source>Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffled each epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw new weights and start again at step 0; Undo brings the old training back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What training makes small; the article calls it error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many samples make one step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>O&amp;rder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which order an epoch takes its samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;huffle seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed shuffles the same way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How new weights are drawn; locked ones stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed of the next draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at s&amp;tep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run stops at this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation of: {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases of: {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turning biases on or off starts a new timeline; Undo brings the old one back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Gradients of all parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Deltas of the neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pre-activations z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Activations a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the samples whose predictions are written: 1,3,7-9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open a session</source>
        <extracomment>the recent files are others something was done: a sentence for the notice something could not be done: Problem</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bpgui sessions (*.bpgui)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training to where the session was...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session has unsaved changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting the history...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was cancelled; no file was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Exported %n row(s) to {path}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} exists. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export history</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainToolBar</name>
    <message>
        <source>&amp;Pause</source>
        <extracomment>The slider&apos;s last position, which is &quot;as fast as it goes&quot;.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at loss &lt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps a second while it runs (Ctrl+Up, Ctrl+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning rate that the next step uses (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at loss below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run stops at the first training loss below this; empty: it does not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Clear the list</source>
        <extracomment>What a window manager may draw around a window.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No font with Chinese characters is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bpgui {version}
A laboratory for understanding backpropagation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About bpgui</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in bpgui; your work is kept. {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iris</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewNetworkDialog</name>
    <message>
        <source>New network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Biases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer &amp;sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neurons of each layer, the inputs first: 2-4-1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hidden activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Output activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;amples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Notice</source>
        <extracomment>Milliseconds that a notice without an offer stays.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Outline</source>
        <extracomment>the context menu of a choice is asked for, at a global point</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network outline: layers, neurons, parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>{name}, locked</source>
        <extracomment>The kind of an item stands in the high bits of its id, its number in the low ones.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>“{path}” is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {name} here; there are {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A finite number is needed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sample {n}; there are {count}.</source>
        <extracomment>Rows that are formatted between two looks at `cancelled`.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The learning rate cannot be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch size goes from 1 to the {count} samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A seed is a whole number from 0 to 2^31 - 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is for the output layer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer {n}; layers go from 1 to {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs one of these output activations: {outputs}.</source>
        <extracomment>Larger experiments are refused in files and dialogs, so that a hostile file cannot eat the memory.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss {loss} needs targets from {low} to {high}; sample {n} has {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network needs at least two layers of at least one neuron.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {layers} layers of at most {neurons} neurons can be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network has {count} parameters; at most {most} are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the layer sizes like 2-4-1, the inputs first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system says: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is larger than {most} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a bpgui session: the field $.format is missing or wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was written by a newer bpgui (version {n}) than this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network needs at least an output layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be {count} different names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two neurons are called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be 1 to {most} samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There must be as many targets as inputs, {count}, but there are {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples have {count} numbers; at most {most} are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected {count} numbers, got {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network has no such parameter; it has {count}, from {first} to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This parameter is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no parameter {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {most} steps can be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of events must ascend and not exceed the {steps} steps taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training ends at step {step} ({reason}), before the {steps} steps that the file has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the samples like 1,3,7-9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, for example 0.3, -2e-3 or 1/3.</source>
        <extracomment>Full-width forms, which Chinese keyboards type, and the minus sign. (Unicode&apos;s own folding would read 10² as 102.)</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” divides by zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is too large for a 64-bit number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” has a comma; write a decimal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” has group separators; leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step to stop at is a whole number of at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss to stop at is a number above 0.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Step {step} of {last}</source>
        <extracomment>More outputs than these are not written out.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, in the past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}, preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample {n} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prediction {value} (target {target})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forward: inputs become a prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss: how far the prediction is from the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backward: the error flows back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update: every weight moves against its gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo brings back steps {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An edit here starts a new future</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepsDialog</name>
    <message>
        <source>Run many steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform, -1 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at step {step}, as the stop rule says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at step {step}: the training loss {loss} is below {below}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged at step {step}: the loss is {loss}. A smaller learning rate may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at step {step}: the timeline is full. Export it, or draw new weights to start over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, bias of {to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, weight from {source} to {to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden layer {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dialog</name>
    <message>
        <source>Cancel</source>
        <extracomment>Milliseconds that work may take before a dialog appears.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
