<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About bpgui</source>
        <translation>关于 bpgui</translation>
    </message>
    <message>
        <source>A laboratory for understanding backpropagation.</source>
        <translation>理解反向传播的实验室。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New...</source>
        <translation>新建(&amp;N)...</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>打开(&amp;O)...</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as...</source>
        <translation>另存为(&amp;A)...</translation>
    </message>
    <message>
        <source>&amp;Export history...</source>
        <translation>导出历史(&amp;E)...</translation>
    </message>
    <message>
        <source>Write every row of the timeline to a CSV file</source>
        <translation>把时间线的每一行写入 CSV 文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Train until a stop rule is met, or pause</source>
        <translation>一直训练到满足停止条件，或暂停</translation>
    </message>
    <message>
        <source>&amp;Next phase</source>
        <translation>下一阶段(&amp;N)</translation>
    </message>
    <message>
        <source>Go forwards as far as is chosen: by a neuron, a layer, a phase, ..</source>
        <translation>按所选的幅度前进：一个神经元、一层、一个阶段……</translation>
    </message>
    <message>
        <source>Pre&amp;vious phase</source>
        <translation>上一阶段(&amp;V)</translation>
    </message>
    <message>
        <source>Go backwards as far as is chosen: by a neuron, a layer, a phase, ..</source>
        <translation>按所选的幅度后退：一个神经元、一层、一个阶段……</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>一步(&amp;S)</translation>
    </message>
    <message>
        <source>One update of all parameters</source>
        <translation>所有参数更新一次</translation>
    </message>
    <message>
        <source>&amp;Epoch</source>
        <translation>一轮(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Import data...</source>
        <translation>导入数据(&amp;I)...</translation>
    </message>
    <message>
        <source>Samples from a table: .csv, .tsv, .txt, .data, .xlsx, .ods</source>
        <translation>从表格导入样本：.csv、.tsv、.txt、.data、.xlsx、.ods</translation>
    </message>
    <message>
        <source>&amp;Paste a table as data...</source>
        <translation>将表格粘贴为数据(&amp;P)...</translation>
    </message>
    <message>
        <source>Samples from what was copied in a spreadsheet or a text</source>
        <translation>用电子表格或文本中复制的内容作为样本</translation>
    </message>
    <message>
        <source>&amp;Generate data...</source>
        <translation>生成数据(&amp;G)...</translation>
    </message>
    <message>
        <source>Samples of one of the usual small problems: XOR, moons, spirals, digits, ..</source>
        <translation>常见小问题的样本：异或、月牙、螺旋、数字等</translation>
    </message>
    <message>
        <source>E&amp;xport predictions...</source>
        <translation>导出预测(&amp;X)...</translation>
    </message>
    <message>
        <source>Write all samples and what the network predicts for them to a CSV file</source>
        <translation>将所有样本及网络的预测写入 CSV 文件</translation>
    </message>
    <message>
        <source>Copy as p&amp;icture</source>
        <translation>复制为图片(&amp;I)</translation>
    </message>
    <message>
        <source>Copy what has the focus - the diagram, a plot, a formula - as a picture</source>
        <translation>把有焦点的内容（网络图、曲线图、公式）复制为图片</translation>
    </message>
    <message>
        <source>Save a pic&amp;ture...</source>
        <translation>保存图片(&amp;T)...</translation>
    </message>
    <message>
        <source>The diagram, a plot, a formula or the whole window as PNG, SVG or PDF</source>
        <translation>把网络图、曲线图、公式或整个窗口存为 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>&amp;Print...</source>
        <translation>打印(&amp;P)...</translation>
    </message>
    <message>
        <source>The diagram, a plot, a formula or the whole window on paper</source>
        <translation>把网络图、曲线图、公式或整个窗口打印到纸上</translation>
    </message>
    <message>
        <source>Re&amp;cover...</source>
        <translation>恢复(&amp;C)...</translation>
    </message>
    <message>
        <source>Sessions that were not saved when the program ended</source>
        <translation>程序结束时未保存的会话</translation>
    </message>
    <message>
        <source>&amp;Keep a recovery copy</source>
        <translation>保留恢复副本(&amp;K)</translation>
    </message>
    <message>
        <source>What is not saved comes back after a crash; off erases all copies</source>
        <translation>崩溃后可找回未保存的内容；关闭后删除所有副本</translation>
    </message>
    <message>
        <source>&amp;Forget the steps after here</source>
        <translation>忘记此处之后的步骤(&amp;F)</translation>
    </message>
    <message>
        <source>Let the training end where the cursor stands; Undo brings the steps back</source>
        <translation>让训练到光标处为止；“撤销”可恢复这些步骤</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Add a neuron &amp;beside</source>
        <translation>在旁边添加神经元(&amp;B)</translation>
    </message>
    <message>
        <source>A neuron more in the layer of the chosen one, below it</source>
        <translation>在所选神经元的层中、其下方再添加一个神经元</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制神经元(&amp;D)</translation>
    </message>
    <message>
        <source>A copy of the chosen neuron, with its weights</source>
        <translation>所选神经元的副本，连同其权重</translation>
    </message>
    <message>
        <source>Duplicate, outgoing weights &amp;halved</source>
        <translation>复制，输出权重减半(&amp;H)</translation>
    </message>
    <message>
        <source>A copy of the chosen neuron that changes nothing of what the network computes</source>
        <translation>所选神经元的副本，不改变网络的计算结果</translation>
    </message>
    <message>
        <source>Move u&amp;p in the layer</source>
        <translation>在层内上移(&amp;P)</translation>
    </message>
    <message>
        <source>Move d&amp;own in the layer</source>
        <translation>在层内下移(&amp;O)</translation>
    </message>
    <message>
        <source>Re&amp;move the neuron</source>
        <translation>移除神经元(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Choose all of the layer</source>
        <translation>选择该层的全部(&amp;C)</translation>
    </message>
    <message>
        <source>All neurons of the chosen one&apos;s layer, or all weights and biases into it</source>
        <translation>所选神经元所在层的全部神经元，或通向该层的全部权重和偏置</translation>
    </message>
    <message>
        <source>F&amp;ind...</source>
        <translation>查找(&amp;I)...</translation>
    </message>
    <message>
        <source>Find a neuron or weight by its name, and choose it</source>
        <translation>按名称查找神经元或权重并选中它</translation>
    </message>
    <message>
        <source>&amp;Sizes of the network...</source>
        <translation>网络的各层大小(&amp;S)...</translation>
    </message>
    <message>
        <source>Type other sizes for this network; what fits is kept</source>
        <translation>为当前网络输入其他大小；能保留的都会保留</translation>
    </message>
    <message>
        <source>&amp;Neuron</source>
        <translation>一个神经元(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>一层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Phase</source>
        <translation>一个阶段(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;ample</source>
        <translation>一个样本(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Until stopped</source>
        <translation>直到停止(&amp;U)</translation>
    </message>
    <message>
        <source>Go on until every training sample was used once</source>
        <translation>继续，直到每个训练样本都用过一次</translation>
    </message>
    <message>
        <source>Run &amp;many steps...</source>
        <translation>运行多步(&amp;M)...</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>One row back, or one move back in the walk</source>
        <translation>后退一行；行走途中则后退一次</translation>
    </message>
    <message>
        <source>To the s&amp;tart</source>
        <translation>回到起点(&amp;T)</translation>
    </message>
    <message>
        <source>Back to step 0</source>
        <translation>回到第 0 步</translation>
    </message>
    <message>
        <source>To the &amp;latest</source>
        <translation>到最新(&amp;L)</translation>
    </message>
    <message>
        <source>On to the last step that was trained</source>
        <translation>前进到最后训练的一步</translation>
    </message>
    <message>
        <source>Cross-&amp;validation...</source>
        <translation>交叉验证(&amp;V)...</translation>
    </message>
    <message>
        <source>Try several learning rates, each on every fold of the samples</source>
        <translation>尝试多个学习率，每个都在样本的每一折上训练</translation>
    </message>
    <message>
        <source>&amp;Go to step...</source>
        <translation>转到步骤(&amp;G)...</translation>
    </message>
    <message>
        <source>S&amp;uitable speed</source>
        <translation>合适的速度(&amp;U)</translation>
    </message>
    <message>
        <source>Let each run choose its speed, so that something is seen in about five seconds</source>
        <translation>让每次运行自选速度，约五秒内就能看到变化</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>加快(&amp;F)</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>减慢(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Rounded by hand...</source>
        <translation>手算舍入(&amp;R)...</translation>
    </message>
    <message>
        <source>The same training with every number rounded, beside the exact one</source>
        <translation>同样的训练，每个数都舍入，与精确的并排对照</translation>
    </message>
    <message>
        <source>&amp;Try an input</source>
        <translation>试算一个输入(&amp;T)</translation>
    </message>
    <message>
        <source>Type an input that is never trained with, in a row of the data table; or end that</source>
        <translation>在数据表的一行中键入一个从不参与训练的输入；再选一次则结束</translation>
    </message>
    <message>
        <source>Learning r&amp;ate</source>
        <translation>学习率(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Fit the diagram</source>
        <translation>网络图适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>The whole screen for the diagram and one panel, with large text; Esc leaves</source>
        <translation>整个屏幕用于网络图和一个面板，文字放大；按 Esc 退出</translation>
    </message>
    <message>
        <source>Panel as the &amp;whole window</source>
        <translation>面板占满窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Show the panel that has the focus alone; Esc brings the others back</source>
        <translation>只显示有焦点的面板；Esc 恢复其他面板</translation>
    </message>
    <message>
        <source>Pictures in ne&amp;urons</source>
        <translation>神经元内的图像(&amp;U)</translation>
    </message>
    <message>
        <source>What each neuron computes, small, for networks of one or two inputs</source>
        <translation>每个神经元计算什么（小图），用于一个或两个输入的网络</translation>
    </message>
    <message>
        <source>Rea&amp;sons beside formulas</source>
        <translation>公式旁的理由(&amp;S)</translation>
    </message>
    <message>
        <source>Say beside each line of a formula why it holds</source>
        <translation>在公式每一行旁边说明它为何成立</translation>
    </message>
    <message>
        <source>&amp;Back in the explanation</source>
        <translation>讲解中后退(&amp;B)</translation>
    </message>
    <message>
        <source>Explain what was explained before</source>
        <translation>讲解之前讲过的内容</translation>
    </message>
    <message>
        <source>Forward in t&amp;he explanation</source>
        <translation>讲解中前进(&amp;H)</translation>
    </message>
    <message>
        <source>Explain again what was left by going back</source>
        <translation>再讲解后退时离开的内容</translation>
    </message>
    <message>
        <source>For&amp;mer future in plots</source>
        <translation>曲线图中原先的未来(&amp;M)</translation>
    </message>
    <message>
        <source>After an edit in the past, how it went on without it, as pale curves</source>
        <translation>在过去编辑之后，以淡色曲线显示未编辑时的走向</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>恢复默认布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Lesson: backpropagation step by step</source>
        <translation>课程：反向传播，一步一步来(&amp;L)</translation>
    </message>
    <message>
        <source>Open the lesson; from the lesson to the diagram and back</source>
        <translation>打开课程；在课程与网络图之间来回切换</translation>
    </message>
    <message>
        <source>Lesson, second &amp;part: optimisers</source>
        <translation>课程第二部分：优化器(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Open a lesson file...</source>
        <translation>打开课程文件(&amp;O)...</translation>
    </message>
    <message>
        <source>&amp;Your turn</source>
        <translation>轮到您了(&amp;Y)</translation>
    </message>
    <message>
        <source>Work out the next number yourself: the walk waits for your answer</source>
        <translation>亲手算出下一个数：行走会停下来等您作答</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About bpgui</source>
        <translation>关于 bpgui(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <extracomment>From a menu&apos;s objectName and title to the actions in it; &quot;-&quot; is a separator, &quot;@name&quot; a submenu filled elsewhere.</extracomment>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Learn</source>
        <translation>学习(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation>示例(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Figures of the article</source>
        <translation>文章的图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>La&amp;yer</source>
        <translation>层(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>文字大小(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Displayed digits</source>
        <translation>显示位数(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Mo&amp;ve by</source>
        <translation>每次移动(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Animation</source>
        <translation>动画(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Next neuron</source>
        <extracomment>What one move forwards and one backwards is called, by how far it goes.</extracomment>
        <translation>下一个神经元(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious neuron</source>
        <translation>上一个神经元(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next layer</source>
        <translation>下一层(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious layer</source>
        <translation>上一层(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next sample</source>
        <translation>下一个样本(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious sample</source>
        <translation>上一个样本(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious step</source>
        <translation>上一步(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next epoch</source>
        <translation>下一轮(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious epoch</source>
        <translation>上一轮(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next stop</source>
        <translation>下一个停止处(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious stop</source>
        <translation>上一个停止处(&amp;V)</translation>
    </message>
</context>
<context>
    <name>ActivationView</name>
    <message>
        <source>{name}: f and its slope f′</source>
        <extracomment>Pixels of the picture at text size 100 %; how far the tangent reaches to either side, in parts of the width.</extracomment>
        <translation>{name}：f 及其斜率 f′</translation>
    </message>
    <message>
        <source>Here z = {z}, f(z) = {a}, f′(z) = {slope}.</source>
        <translation>这里 z = {z}，f(z) = {a}，f′(z) = {slope}。</translation>
    </message>
    <message>
        <source>Saturated: f is nearly flat here, its steepest slope is {steepest}. δ is what comes back times f′(z), so the gradients of all weights into this neuron are small.</source>
        <translation>饱和：f 在这里几乎是平的，它最陡的斜率是 {steepest}。δ 等于传回的量乘以 f′(z)，所以进入这个神经元的所有权重的梯度都很小。</translation>
    </message>
    <message>
        <source>Off for this sample: f′(z) = 0, so δ and the gradients of all weights into this neuron are 0.</source>
        <translation>对这个样本关闭：f′(z) = 0，所以 δ 和进入这个神经元的所有权重的梯度都是 0。</translation>
    </message>
    <message>
        <source>Dead: f′(z) = 0 for all {n} training samples, so no weight into this neuron gets a gradient.</source>
        <translation>死亡：对全部 {n} 个训练样本 f′(z) = 0，所以进入这个神经元的权重都得不到梯度。</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>{seconds} s left</source>
        <extracomment>Milliseconds that work may take before a dialog appears.</extracomment>
        <translation>还需 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s left</source>
        <translation>还需 {minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation>还需 {hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{amount}, {left}</source>
        <translation>{amount}，{left}</translation>
    </message>
</context>
<context>
    <name>CellClipboard</name>
    <message>
        <source>The block has more rows than the table has from here on: {count} more.</source>
        <translation>数据块的行数比表格从这里起的行数多 {count} 行。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>&amp;Add samples</source>
        <translation>添加样本(&amp;A)</translation>
    </message>
    <message>
        <source>Paste what &amp;fits</source>
        <translation>只粘贴放得下的(&amp;F)</translation>
    </message>
</context>
<context>
    <name>ColumnFields</name>
    <message>
        <source>Colu&amp;mn</source>
        <extracomment>What a list shows where the chosen columns differ. {place: ColumnPlan} for the chosen columns</extracomment>
        <translation>列(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>角色(&amp;R)</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>类型(&amp;Y)</translation>
    </message>
    <message>
        <source>Network sees</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>&amp;1 is</source>
        <translation>取 1 的类别(&amp;1)</translation>
    </message>
    <message>
        <source>Sca&amp;ling</source>
        <translation>缩放(&amp;L)</translation>
    </message>
    <message>
        <source>Missin&amp;g cells</source>
        <translation>缺失值(&amp;G)</translation>
    </message>
    <message>
        <source>Order of categories</source>
        <translation>类别的顺序</translation>
    </message>
    <message>
        <source>Categories with commas between them; those that are not named follow</source>
        <translation>以逗号分隔的类别；未写出的排在后面</translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln 列</numerusform>
        </translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>各不相同</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>C&amp;olumn</source>
        <extracomment>sort by this column, or another way show the order of training again</extracomment>
        <translation>列(&amp;O)</translation>
    </message>
    <message>
        <source>Order of &amp;training</source>
        <translation>训练顺序(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>角色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Network sees</source>
        <translation>网络所见(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Scaling, fitted now</source>
        <translation>缩放，现在拟合(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Missing cells become</source>
        <translation>缺失单元格变为(&amp;M)</translation>
    </message>
    <message>
        <source>Column menu</source>
        <translation>列菜单</translation>
    </message>
    <message>
        <source>S&amp;ort: up, down, as trained</source>
        <translation>排序：升、降、训练顺序(&amp;O)</translation>
    </message>
    <message>
        <source>Re&amp;name...</source>
        <translation>重命名(&amp;N)...</translation>
    </message>
    <message>
        <source>&amp;Insert a column after it</source>
        <translation>在其后插入一列(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>Move &amp;left</source>
        <translation>左移(&amp;L)</translation>
    </message>
    <message>
        <source>Move ri&amp;ght</source>
        <translation>右移(&amp;G)</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>删除(&amp;E)</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>The same step with …</source>
        <translation>换一种优化器的同一步 …</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>new {name}</source>
        <translation>新的 {name}</translation>
    </message>
    <message>
        <source>{name} moves by</source>
        <translation>{name} 的变化</translation>
    </message>
    <message>
        <source>With the same gradient and rate. The one in bold is chosen, and goes on with what it remembers; the others begin.</source>
        <translation>梯度和学习率相同。粗体的是所选的，它带着记住的数值继续；其余的从头开始。</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Rows: the true class. Columns: what is predicted.</source>
        <extracomment>The least width of a cell, at text size 100 %, and how strong the fullest one is coloured.</extracomment>
        <translation>行：真实类别。列：预测类别。</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>true {actual}, predicted {predicted}: {n} samples, {share} % of true {actual}</source>
        <translation>真实 {actual}，预测 {predicted}：{n} 个样本，占真实 {actual} 的 {share} %</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Tables ({patterns})</source>
        <extracomment>something was done: a sentence for the notice something could not be done: Problem</extracomment>
        <translation>表格 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Imported: {samples}; Undo brings the old ones back.</source>
        <translation>已导入：{samples}；撤销可恢复原来的样本。</translation>
    </message>
    <message>
        <source>Generated: {samples}; Undo brings the old ones back.</source>
        <translation>已生成：{samples}；撤销可恢复原来的样本。</translation>
    </message>
    <message>
        <source>Export predictions</source>
        <translation>导出预测</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Exporting predictions...</source>
        <translation>正在导出预测...</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was changed.</source>
        <translation>导出已取消；没有更改任何文件。</translation>
    </message>
    <message numerus="yes">
        <source>Predictions of %Ln sample(s) written to {path}.</source>
        <translation>
            <numerusform>已将 %Ln 个样本的预测写入 {path}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln sample(s)</source>
        <translation>
            <numerusform>{done} / %Ln 个样本</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataModel</name>
    <message>
        <source>{name} of what is tried</source>
        <extracomment>The signs before a sample&apos;s number: shown now, in the batch, for testing, predicted wrongly. The sign before what is tried, which is no sample.</extracomment>
        <translation>试算输入的{name}</translation>
    </message>
    <message>
        <source>{name} of sample {n}</source>
        <translation>样本 {n} 的{name}</translation>
    </message>
    <message>
        <source>missing; {text} stands for it</source>
        <translation>缺失；以 {text} 代替</translation>
    </message>
    <message>
        <source>Sample {n}</source>
        <translation>样本 {n}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>当前显示</translation>
    </message>
    <message>
        <source>tried, never trained with</source>
        <translation>试算，从不参与训练</translation>
    </message>
    <message>
        <source>in the batch</source>
        <translation>在本批中</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>in fold {n}</source>
        <translation>在第 {n} 折</translation>
    </message>
    <message>
        <source>predicted wrongly</source>
        <translation>预测错误</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>pred.</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>pred. {name}</source>
        <translation>预测 {name}</translation>
    </message>
    <message>
        <source>target {name}</source>
        <translation>目标 {name}</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>{count} of {all} samples</source>
        <extracomment>So many columns are as wide as their numbers. Of more, predictions are as wide as any number of the chosen digits; of more than these, all are. Where all columns need no more than this, of the width that the buttons above them take, the table takes it. The table never shows less than its titles and two rows, and a little of the next. Tab leads on from the last number, or Shift+Tab back from the first for how many digits the columns have their widths; of another shape none</extracomment>
        <translation>{all} 个样本中的 {count} 个</translation>
    </message>
    <message>
        <source>sorted by {name} {way}</source>
        <translation>按 {name} 排序 {way}</translation>
    </message>
    <message>
        <source>{a} shown  {b} in the batch</source>
        <translation>{a} 当前  {b} 在批次中</translation>
    </message>
    <message>
        <source>{mark} for testing</source>
        <translation>{mark} 用于测试</translation>
    </message>
    <message>
        <source>{mark} wrong</source>
        <translation>{mark} 错误</translation>
    </message>
    <message>
        <source>{mark} tried</source>
        <translation>{mark} 试算</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Samples: inputs, targets and predictions</source>
        <translation>样本：输入、目标和预测</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>One-hot: a neuron each</source>
        <translation>独热：每类一个神经元</translation>
    </message>
    <message>
        <source>0/1: one neuron</source>
        <translation>0/1：一个神经元</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>Standard score</source>
        <translation>标准分数</translation>
    </message>
    <message>
        <source>Min-max to [0, 1]</source>
        <translation>最小-最大到 [0, 1]</translation>
    </message>
    <message>
        <source>Min-max to [-1, 1]</source>
        <translation>最小-最大到 [-1, 1]</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Commonest</source>
        <translation>众数</translation>
    </message>
    <message>
        <source>Guessed: its cells are numbers.</source>
        <translation>推测：单元格都是数值。</translation>
    </message>
    <message>
        <source>Guessed: few different texts.</source>
        <translation>推测：不同的文本很少。</translation>
    </message>
    <message>
        <source>Guessed: its whole numbers count classes; they may be numbers.</source>
        <translation>推测：整数是类别编号；也可以当作数值。</translation>
    </message>
    <message>
        <source>Guessed: dates or times, which a network cannot see.</source>
        <translation>推测：日期或时间，网络无法使用。</translation>
    </message>
    <message>
        <source>Guessed: it only counts the rows.</source>
        <translation>推测：只是行的编号。</translation>
    </message>
    <message>
        <source>Guessed: too many different texts to be categories.</source>
        <translation>推测：不同的文本太多，不宜作为类别。</translation>
    </message>
    <message>
        <source>Guessed: all its cells are missing.</source>
        <translation>推测：所有单元格都缺失。</translation>
    </message>
    <message>
        <source>Guessed: all its numbers are equal, so it tells nothing.</source>
        <translation>推测：所有数值相等，没有信息。</translation>
    </message>
    <message>
        <source>AND</source>
        <translation>与</translation>
    </message>
    <message>
        <source>OR</source>
        <translation>或</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>奇偶</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>月牙</translation>
    </message>
    <message>
        <source>Two spirals</source>
        <translation>双螺旋</translation>
    </message>
    <message>
        <source>Gaussian clouds</source>
        <translation>高斯团</translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation>手写数字</translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message>
        <source>target</source>
        <extracomment>Lines between two layers up to which all those on the ways of a weight to the loss are lit. How much of 255 of the ground lies over many lines while something is chosen.</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Loss, sample {n}</source>
        <translation>损失，样本 {n}</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>The one answer of interface_cast that means &quot;none&quot;.</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{n} more</source>
        <extracomment>In heights of a title: the room of the sign behind it that it opens a menu.</extracomment>
        <translation>还有 {n} 个</translation>
    </message>
    <message>
        <source>&amp;Edit value</source>
        <extracomment>The menus&apos; object name.</extracomment>
        <translation>编辑数值(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy number (full digits)</source>
        <translation>复制数值（全部位数）(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy activation (full digits)</source>
        <translation>复制激活值（全部位数）(&amp;C)</translation>
    </message>
    <message>
        <source>P&amp;aste numbers</source>
        <translation>粘贴数值(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Plot its incoming weights</source>
        <translation>绘制传入它的权重(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>Un&amp;lock</source>
        <translation>解锁(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Cut</source>
        <translation>断开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rejoin</source>
        <translation>重新连接(&amp;R)</translation>
    </message>
    <message>
        <source>Show in &amp;plots</source>
        <translation>显示在曲线图中(&amp;P)</translation>
    </message>
    <message>
        <source>preview, not kept yet</source>
        <translation>预览，尚未保留</translation>
    </message>
    <message>
        <source>of many lines the strongest are drawn</source>
        <translation>线条很多，只画出最强的</translation>
    </message>
    <message>
        <source>values, δ: of sample {n}</source>
        <translation>数值与 δ：样本 {n}</translation>
    </message>
    <message>
        <source>∂: mean of {batch} samples</source>
        <translation>∂：{batch} 个样本的平均</translation>
    </message>
    <message>
        <source>∂: of sample {n}</source>
        <translation>∂：样本 {n}</translation>
    </message>
    <message>
        <source>∂ of {name}, batch so far: {value} (sum of {done} ÷ {batch})</source>
        <translation>{name} 的 ∂，本批至今：{value}（{done} 个之和 ÷ {batch}）</translation>
    </message>
    <message>
        <source>updated: values, loss and δ are of the old weights</source>
        <translation>已更新：数值、损失和 δ 仍属于旧权重</translation>
    </message>
    <message>
        <source>updated: values, loss and δ of sample {n} are of the old weights</source>
        <translation>已更新：样本 {n} 的数值、损失和 δ 仍属于旧权重</translation>
    </message>
    <message>
        <source>an input that is tried; the walk is at sample {walked}</source>
        <translation>试算的输入；逐步演示在样本 {walked}</translation>
    </message>
    <message>
        <source>sample {n} is not in this batch</source>
        <translation>样本 {n} 不在本批中</translation>
    </message>
    <message>
        <source>sample {n} is not in this batch; the walk is at sample {walked}</source>
        <translation>样本 {n} 不在本批中；行走停在样本 {walked}</translation>
    </message>
    <message>
        <source>sample {n}, as at rest; the walk is at sample {walked}</source>
        <translation>样本 {n}，按静止时所示；行走停在样本 {walked}</translation>
    </message>
    <message>
        <source>sample {n} ({place} of {batch} in this batch)</source>
        <translation>样本 {n}（本批 {batch} 个中的第 {place} 个）</translation>
    </message>
    <message>
        <source>sample {n} ({place} of {batch} in this batch, shuffled)</source>
        <translation>样本 {n}（本批 {batch} 个中的第 {place} 个，已打乱）</translation>
    </message>
    <message>
        <source>error flows back</source>
        <translation>误差往回传</translation>
    </message>
    <message>
        <source>At rest.</source>
        <translation>静止。</translation>
    </message>
    <message>
        <source>Forward phase.</source>
        <translation>前向阶段。</translation>
    </message>
    <message>
        <source>Loss phase.</source>
        <translation>损失阶段。</translation>
    </message>
    <message>
        <source>Backward phase.</source>
        <translation>反向阶段。</translation>
    </message>
    <message>
        <source>Update phase.</source>
        <translation>更新阶段。</translation>
    </message>
    <message>
        <source>adds to the loss: {value}</source>
        <extracomment>So many outputs are spoken, no more.</extracomment>
        <translation>计入损失：{value}</translation>
    </message>
    <message>
        <source>Loss (the article calls it error)</source>
        <translation>损失（文章中称为误差）</translation>
    </message>
    <message>
        <source>of sample {n}: {value}</source>
        <translation>样本 {n}：{value}</translation>
    </message>
    <message>
        <source>of what is tried: {value}</source>
        <translation>试算输入的：{value}</translation>
    </message>
    <message>
        <source>of the batch: {value}</source>
        <translation>本批：{value}</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>cut: the network is without it</source>
        <translation>已断开:网络中没有这个权重</translation>
    </message>
    <message>
        <source>locked: training does not move it</source>
        <translation>已锁定：训练不会改变它</translation>
    </message>
    <message>
        <source>gradient: {value}</source>
        <translation>梯度：{value}</translation>
    </message>
    <message>
        <source>gradient of sample {n}: {value}</source>
        <translation>样本 {n} 的梯度：{value}</translation>
    </message>
    <message>
        <source>batch so far: {value}, {done} of {batch}</source>
        <translation>本批至今：{value}，{batch} 个中的 {done} 个</translation>
    </message>
    <message>
        <source>Prediction of {name} {value}, target {target}.</source>
        <translation>{name} 的预测为 {value}，目标为 {target}。</translation>
    </message>
    <message>
        <source>Loss {value}.</source>
        <translation>损失 {value}。</translation>
    </message>
</context>
<context>
    <name>DiagramCanvas</name>
    <message>
        <source>Network diagram</source>
        <extracomment>Milliseconds in which changes of the moment are gathered into one repaint. Milliseconds from which a repaint is slow. Pixels in which a network of many parameters can be read. things stand elsewhere, or others can be seen</extracomment>
        <translation>网络图</translation>
    </message>
</context>
<context>
    <name>DialectFields</name>
    <message>
        <source>Se&amp;veral are one</source>
        <extracomment>Lines that may be passed over. Columns that stand for nothing in a spreadsheet.</extracomment>
        <translation>多个算一个(&amp;V)</translation>
    </message>
    <message>
        <source>First line: &amp;names</source>
        <translation>首行是列名(&amp;N)</translation>
    </message>
    <message>
        <source>First column: ro&amp;w names</source>
        <translation>首列是行名(&amp;W)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Point 1.5</source>
        <translation>点 1.5</translation>
    </message>
    <message>
        <source>Comma 1,5</source>
        <translation>逗号 1,5</translation>
    </message>
    <message>
        <source>Comma ,</source>
        <translation>逗号 ,</translation>
    </message>
    <message>
        <source>Semicolon ;</source>
        <translation>分号 ;</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>Blanks</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>S&amp;heet</source>
        <translation>工作表(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Delimiter</source>
        <translation>分隔符(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quotes</source>
        <translation>引号(&amp;Q)</translation>
    </message>
    <message>
        <source>Lines to s&amp;kip</source>
        <translation>跳过的行数(&amp;K)</translation>
    </message>
    <message>
        <source>Comments begin</source>
        <translation>注释开头</translation>
    </message>
    <message>
        <source>De&amp;cimal sign</source>
        <translation>小数点(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Thousands</source>
        <translation>千位分隔(&amp;T)</translation>
    </message>
    <message>
        <source>Mi&amp;ssing is</source>
        <translation>表示缺失(&amp;S)</translation>
    </message>
    <message>
        <source>Texts that mean: no value here; with blanks between them. An empty cell too.</source>
        <translation>表示没有值的文本，以空格分隔。空单元格也算缺失。</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Data</source>
        <extracomment>What a window manager may draw around a window. The window is no smaller; panels give way before that. Pixels by which a side may be off the size that it was given. The margin above the diagram. What a dock takes at least at text of 100 %, as long as its view is not there. Where each dock stands at first.</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>网络计算什么</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Your turn</source>
        <translation>轮到您了</translation>
    </message>
    <message>
        <source>What the network computes</source>
        <translation>网络计算什么</translation>
    </message>
</context>
<context>
    <name>EpochStops</name>
    <message>
        <source>off</source>
        <extracomment>The fields, and the rule of each.</extracomment>
        <translation>关</translation>
    </message>
    <message>
        <source>&amp;Early stopping</source>
        <translation>早停(&amp;E)</translation>
    </message>
    <message>
        <source>A run stops when the test loss has not fallen for so many epochs</source>
        <translation>当测试损失连续这么多轮没有下降时，运行停止</translation>
    </message>
    <message>
        <source>&amp;Training accuracy</source>
        <translation>训练准确率(&amp;T)</translation>
    </message>
    <message>
        <source>A run stops at the first training accuracy of at least this, from 0 to 1</source>
        <translation>训练准确率首次达到此值（0 到 1）时，运行停止</translation>
    </message>
    <message>
        <source>Test accurac&amp;y</source>
        <translation>测试准确率(&amp;Y)</translation>
    </message>
    <message>
        <source>A run stops at the first test accuracy of at least this, from 0 to 1</source>
        <translation>测试准确率首次达到此值（0 到 1）时，运行停止</translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message>
        <source>Unexpected error</source>
        <extracomment>a copy of the session is to be saved the program is to end</extracomment>
        <translation>意外错误</translation>
    </message>
    <message>
        <source>What happened: {error}</source>
        <translation>发生了什么：{error}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kind(s) of errors so far.</source>
        <translation>
            <numerusform>目前共有 %Ln 种错误。</numerusform>
        </translation>
    </message>
    <message>
        <source>What you made is still here. You can go on; to be safe, save a copy first.</source>
        <translation>您的工作还在。可以继续；为了稳妥，请先保存一份副本。</translation>
    </message>
    <message>
        <source>Something went wrong in bpgui</source>
        <translation>bpgui 出了点问题</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详情(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save a copy...</source>
        <translation>保存副本(&amp;S)...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
</context>
<context>
    <name>ExperimentPanel</name>
    <message>
        <source>Experiment</source>
        <extracomment>Pixels between a label and its field: the label&apos;s own, as Qt forgets the spacing when it asks whether both fit. Pixels that the title of a layer takes at most. The seed of the first draw; File &gt; New draws with seed 0.</extracomment>
        <translation>实验</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Stop a run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Penalty and clipping</source>
        <translation>惩罚与裁剪</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>Reset the optimiser</source>
        <translation>重置优化器</translation>
    </message>
    <message>
        <source>Let the optimiser forget all that it remembers, as an event</source>
        <translation>让优化器忘记它所记住的一切,作为一个事件</translation>
    </message>
    <message>
        <source>&amp;New random weights</source>
        <translation>新的随机权重(&amp;N)</translation>
    </message>
    <message>
        <source>Draw new weights and start again at step 0; Undo brings the old training back</source>
        <translation>抽取新的权重，从第 0 步重新开始；撤销可找回原来的训练</translation>
    </message>
    <message>
        <source>New random weights</source>
        <translation>新的随机权重</translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation>损失(&amp;L)</translation>
    </message>
    <message>
        <source>What training makes small; the article calls it error</source>
        <translation>训练要减小的量；文章中称为误差</translation>
    </message>
    <message>
        <source>How new weights are drawn; locked ones stay</source>
        <translation>新权重的抽取方式；锁定的保持不变</translation>
    </message>
    <message>
        <source>Wei&amp;ghts</source>
        <translation>权重(&amp;G)</translation>
    </message>
    <message>
        <source>Ne&amp;xt seed</source>
        <translation>下个种子(&amp;X)</translation>
    </message>
    <message>
        <source>The seed of the next draw</source>
        <translation>下一次抽取所用的种子</translation>
    </message>
    <message>
        <source>A run stops at this step</source>
        <translation>运行到这一步停止</translation>
    </message>
    <message>
        <source>&amp;At step</source>
        <translation>到第几步(&amp;A)</translation>
    </message>
    <message>
        <source>At loss belo&amp;w</source>
        <translation>损失低于(&amp;W)</translation>
    </message>
    <message>
        <source>A run stops at the first training loss below this</source>
        <translation>训练损失首次低于此值时停止运行</translation>
    </message>
    <message>
        <source>Activation of: {layer}</source>
        <translation>激活函数：{layer}</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>This moment</source>
        <extracomment>What can be shown, in the order of the list; figures follow, as &quot;figure 6&quot;.</extracomment>
        <translation>此刻</translation>
    </message>
    <message>
        <source>Forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <source>Matrix form</source>
        <translation>矩阵形式</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Backward pass</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Chain of the chosen weight</source>
        <translation>所选权重的链式法则</translation>
    </message>
    <message>
        <source>The error flows back</source>
        <extracomment>Titles of the figures; {last}, {beside} and {first} are names of weights, as in `weights_of_figures`.</extracomment>
        <translation>误差往回传</translation>
    </message>
    <message>
        <source>The network in symbols</source>
        <translation>用符号表示的网络</translation>
    </message>
    <message>
        <source>The network with its weights</source>
        <translation>标出权重的网络</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>一个样本</translation>
    </message>
    <message>
        <source>The forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <source>The loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>What a prediction is made of</source>
        <translation>预测由什么组成</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>The rule for {last}</source>
        <translation>{last} 的更新规则</translation>
    </message>
    <message>
        <source>The chain rule for {last}</source>
        <translation>{last} 的链式法则</translation>
    </message>
    <message>
        <source>The new {last}</source>
        <translation>新的 {last}</translation>
    </message>
    <message>
        <source>The new {beside}</source>
        <translation>新的 {beside}</translation>
    </message>
    <message>
        <source>The chain rule for {first}</source>
        <translation>{first} 的链式法则</translation>
    </message>
    <message>
        <source>All updates</source>
        <translation>全部更新</translation>
    </message>
    <message>
        <source>The updates as matrices</source>
        <translation>写成矩阵的更新</translation>
    </message>
    <message>
        <source>The backward pass in numbers</source>
        <translation>反向传播的数值</translation>
    </message>
    <message>
        <source>The forward pass again</source>
        <translation>再次前向传播</translation>
    </message>
    <message>
        <source>This network has no hidden layer, so no chain passes through one.</source>
        <translation>这个网络没有隐藏层，所以没有经过隐藏层的链。</translation>
    </message>
    <message>
        <source>Only one weight leads into the first output: it is the last one.</source>
        <translation>通向第一个输出的权重只有一个：它就是最后一个。</translation>
    </message>
    <message>
        <source>Written with inputs and weights alone, this network&apos;s prediction has more than 64 terms.</source>
        <translation>若只用输入和权重来写，这个网络的预测会超过 64 项。</translation>
    </message>
    <message>
        <source>A layer of more than 8 neurons is not written as a matrix here.</source>
        <translation>超过 8 个神经元的层在此不写成矩阵。</translation>
    </message>
    <message>
        <source>This network has layers of more than 8 neurons; the diagram shows it.</source>
        <translation>这个网络有超过 8 个神经元的层；请看网络图。</translation>
    </message>
    <message>
        <source>Forward, each layer is computed from the one before. Backward, in red, the error takes the same ways from the output to the inputs.</source>
        <extracomment>What is new in a figure.</extracomment>
        <translation>前向时，每一层由前一层算出。反向时（红色），误差沿同样的路径从输出回到输入。</translation>
    </message>
    <message>
        <source>Each line carries a weight; its name stands beside the neuron it leads into.</source>
        <translation>每条连线带一个权重；权重的名字写在连线所通向的神经元旁。</translation>
    </message>
    <message>
        <source>Figure 2 with numbers: what weights and biases are at this moment.</source>
        <translation>图 2 代入数值：权重和偏置此刻的值。</translation>
    </message>
    <message>
        <source>Each row is a sample: what goes in, and what should come out.</source>
        <translation>每一行是一个样本：输入什么，应当输出什么。</translation>
    </message>
    <message>
        <source>One row of the data: the sample that the other figures are about.</source>
        <translation>数据中的一行：其他各图所讲的就是这个样本。</translation>
    </message>
    <message>
        <source>Each neuron adds up what comes in, times its weights; a matrix product says so for a whole layer at once.</source>
        <translation>每个神经元把各输入乘以权重后相加；一次矩阵乘法就写出了整层。</translation>
    </message>
    <message>
        <source>The prediction comes from the forward pass, the target from the data. The square makes every error count as positive, and large ones more; the half cancels the 2 that the derivative of the square brings.</source>
        <translation>预测来自前向传播，目标来自数据。平方使每个偏差都算作正数，偏得越远罚得越重；前面的 ½ 正好与平方求导带出的 2 约掉。</translation>
    </message>
    <message>
        <source>The inputs are given by the data: only weights and biases can change the prediction.</source>
        <translation>输入由数据给定：能改变预测的只有权重和偏置。</translation>
    </message>
    <message>
        <source>The weight moves against the derivative, as far as the learning rate says.</source>
        <translation>权重逆着导数移动，移动多远由学习率决定。</translation>
    </message>
    <message>
        <source>Figure 9 for {last}. All but its derivative is known; figure 11 is about how to find that.</source>
        <translation>图 9 用在 {last} 上。除导数外都已知道；图 11 讲怎样求这个导数。</translation>
    </message>
    <message>
        <source>The derivative that figure 10 asks for, link by link from the loss back to {last}.</source>
        <translation>图 10 所需的导数：从损失一环一环回到 {last}。</translation>
    </message>
    <message>
        <source>Figure 10 with the derivative of figure 11 put in: all on the right is known now.</source>
        <translation>把图 11 的导数代入图 10：右边现在全是已知数。</translation>
    </message>
    <message>
        <source>As in figure 12, but {beside} comes from another neuron.</source>
        <translation>与图 12 相同，只是 {beside} 来自另一个神经元。</translation>
    </message>
    <message>
        <source>Longer than the chain of figure 11: {first} reaches the loss through a hidden layer only.</source>
        <translation>比图 11 的链更长：{first} 要经过隐藏层才通到损失。</translation>
    </message>
    <message>
        <source>Figures 12 to 14 for every weight, the last one first: so the error flows, from the output back. All updates use the old weights.</source>
        <translation>图 12 至 14 用在每个权重上，从最后一个开始：误差正是这样从输出往回流的。所有更新都用旧权重。</translation>
    </message>
    <message>
        <source>Figure 15 as matrices, one for each layer. All updates use the old weights.</source>
        <translation>图 15 写成矩阵，每层一个。所有更新都用旧权重。</translation>
    </message>
    <message>
        <source>Delta first, then all that follows from it, in numbers. All updates use the old weights.</source>
        <translation>先算 delta，再算由它得出的一切，都用数值。所有更新都用旧权重。</translation>
    </message>
    <message>
        <source>A star marks the new weights: figure 6 once more, with these.</source>
        <translation>星号表示新权重：用它们把图 6 再算一遍。</translation>
    </message>
    <message>
        <source>The prediction comes from the forward pass, the target from the data.</source>
        <extracomment>The same for a loss that is no half square; for batches of several samples, where figures 10, 12, 13 are of the mean.</extracomment>
        <translation>预测来自前向传播，目标来自数据。</translation>
    </message>
    <message>
        <source>With several samples in a batch, the derivative is the mean of what each of them asks for.</source>
        <translation>一批中有多个样本时，导数是各样本所求导数的平均。</translation>
    </message>
    <message>
        <source>The derivative by {last} for this sample alone, link by link from the loss back; figure 10 takes the mean of all samples of the batch.</source>
        <translation>只对这个样本求 {last} 的导数，从损失一环一环往回；图 10 取整批样本的平均。</translation>
    </message>
    <message>
        <source>The delta is this sample&apos;s; the updates take the mean of all samples of the batch. All use the old weights.</source>
        <translation>delta 是这个样本的；更新取整批样本的平均。所有更新都用旧权重。</translation>
    </message>
    <message>
        <source>The delta is this sample&apos;s, in numbers; the updates take the mean of all samples of the batch. All use the old weights.</source>
        <translation>delta 是这个样本的，用数值写出；更新取整批样本的平均。所有更新都用旧权重。</translation>
    </message>
    <message>
        <source>Figure {n}: {title}</source>
        <translation>图 {n} {title}</translation>
    </message>
    <message>
        <source>While you are asked, only what is computed already is explained: see “This moment”.</source>
        <extracomment>Neurons in a layer up to which the network is drawn with its symbols (figures 1 to 3). Entries of the list that need the whole batch, and figures that need one sample only.</extracomment>
        <translation>答题期间只讲解已经算出的内容：请看“此刻”。</translation>
    </message>
    <message>
        <source>Computed before, and left out here: {names}. Choose one to see its own.</source>
        <extracomment>What is said of those that a section has no room for.</extracomment>
        <translation>先前已算出，此处略去：{names}。选中其中一个即可查看。</translation>
    </message>
    <message>
        <source>… and the same for {names}: choose one to see its own.</source>
        <translation>……{names} 也是如此：选中其中一个即可查看。</translation>
    </message>
    <message>
        <source>… and more: choose a neuron or a weight to see its own.</source>
        <translation>……还有更多：选中某个神经元或权重即可查看。</translation>
    </message>
    <message>
        <source>the input that is tried</source>
        <extracomment>Kinds of formulas that a phase of the walk computes. Writes the formulas of a neuron, by its layer and place.</extracomment>
        <translation>试算的输入</translation>
    </message>
    <message>
        <source>sample {n} alone</source>
        <translation>仅样本 {n}</translation>
    </message>
    <message>
        <source>sample {n} alone, not in this batch</source>
        <translation>仅样本 {n}，不在本批中</translation>
    </message>
    <message>
        <source>mean of the {count} samples of the batch</source>
        <translation>本批 {count} 个样本的平均</translation>
    </message>
    <message>
        <source>sample {n}, the batch of this step</source>
        <translation>样本 {n}，即这一步的整批</translation>
    </message>
    <message>
        <source>Forward: {layer}</source>
        <translation>前向：{layer}</translation>
    </message>
    <message>
        <source>Update: {layer}</source>
        <translation>更新：{layer}</translation>
    </message>
    <message>
        <source>The mean of the {count} samples of the batch is being computed …</source>
        <translation>正在计算批次中 {count} 个样本的平均值……</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>A layer of more than {n} neurons is not written as a matrix here.</source>
        <translation>超过 {n} 个神经元的层，这里不写成矩阵。</translation>
    </message>
    <message>
        <source>Backward: {layer}</source>
        <translation>反向：{layer}</translation>
    </message>
    <message>
        <source>The target is given by the data: sample {n}.</source>
        <translation>目标由数据给定：样本 {n}。</translation>
    </message>
    <message>
        <source>This is of the whole step, also of what the walk has not come to yet.</source>
        <translation>这里讲的是整个一步，也包括行走尚未走到的部分。</translation>
    </message>
    <message>
        <source>{name}: the prediction</source>
        <translation>{name}：预测</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Forward pass and loss</source>
        <translation>前向传播与损失</translation>
    </message>
    <message>
        <source>It is tried: no training knows of it.</source>
        <translation>这是试算：训练不会用到它。</translation>
    </message>
    <message>
        <source>There is none without a target.</source>
        <translation>没有目标就没有损失。</translation>
    </message>
    <message>
        <source>An input is given by the data: sample {n}.</source>
        <translation>输入由数据给定：样本 {n}。</translation>
    </message>
    <message>
        <source>The number in brackets is that of the step; g is the gradient that it got.</source>
        <translation>括号里是步数；g 是它得到的梯度。</translation>
    </message>
    <message>
        <source>What it remembers, unfolded over past steps</source>
        <translation>它记住的，按过去的步展开</translation>
    </message>
    <message>
        <source>The update of the step before led to it.</source>
        <translation>它来自上一步的更新。</translation>
    </message>
    <message>
        <source>Not computed yet.</source>
        <translation>尚未计算。</translation>
    </message>
    <message>
        <source>Backward, in the step to come</source>
        <translation>反向（即将进行的一步）</translation>
    </message>
    <message>
        <source>Its gradient is computed in the backward phase.</source>
        <translation>它的梯度在反向阶段计算。</translation>
    </message>
    <message>
        <source>The update to come</source>
        <translation>即将进行的更新</translation>
    </message>
    <message>
        <source>The chain rule, back from the loss</source>
        <translation>链式法则：从损失往回</translation>
    </message>
    <message>
        <source>What comes back to it</source>
        <translation>传回给它的误差</translation>
    </message>
    <message>
        <source>Choose a weight, in the diagram or the outline, to see its chain.</source>
        <translation>请在网络图或大纲中选择一个权重，以查看它的链式法则。</translation>
    </message>
    <message>
        <source>How it came to this value</source>
        <translation>这个值的由来</translation>
    </message>
    <message>
        <source>Training starts with it.</source>
        <translation>训练从它开始。</translation>
    </message>
    <message>
        <source>old weight</source>
        <translation>旧权重</translation>
    </message>
    <message>
        <source>old bias</source>
        <translation>旧偏置</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>derivative of the loss</source>
        <translation>损失的导数</translation>
    </message>
    <message>
        <source>new value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>target</source>
        <extracomment>Samples that the table of figure 4 has; inputs and targets beside each other in a row of a table. So many parameters are said in words.</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 个</translation>
    </message>
</context>
<context>
    <name>ExplanationPanel</name>
    <message>
        <source>This moment</source>
        <translation>此刻</translation>
    </message>
    <message>
        <source>Explain this moment, or what is chosen</source>
        <translation>解释此刻，或所选的对象</translation>
    </message>
    <message>
        <source>Explain the whole step</source>
        <translation>解释整个一步</translation>
    </message>
    <message>
        <source>Explanation</source>
        <extracomment>Pixels at the sides of formulas. Pixels that a picture leaves to the sentence below it. Pixels that are seen above what was brought into view. whether something changed while nobody could see it whether it goes back or forward through what was explained the moment of the walk whose newest formulas were brought into view</extracomment>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Whole step</source>
        <translation>整个一步</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export history</source>
        <translation>导出历史</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>起始步</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>结束步</translation>
    </message>
    <message>
        <source>t&amp;o</source>
        <translation>至(&amp;O)</translation>
    </message>
    <message>
        <source>S&amp;teps</source>
        <translation>步的范围(&amp;T)</translation>
    </message>
    <message>
        <source>E&amp;very</source>
        <translation>间隔(&amp;V)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> 步</translation>
    </message>
    <message>
        <source>Rows of edits, and the last row, are always written</source>
        <translation>编辑所在的行和最后一行总会写入</translation>
    </message>
    <message>
        <source>&amp;Gradients of all parameters</source>
        <extracomment>The parameters themselves, under their own names.</extracomment>
        <translation>所有参数的梯度(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Deltas of the neurons</source>
        <translation>各神经元的 δ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Velocities</source>
        <extracomment>What optimisers remember.</extracomment>
        <translation>速度(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;s</source>
        <translation>&amp;s</translation>
    </message>
    <message>
        <source>&amp;m</source>
        <translation>&amp;m</translation>
    </message>
    <message>
        <source>&amp;v</source>
        <translation>&amp;v</translation>
    </message>
    <message>
        <source>&amp;Largest v</source>
        <translation>最大的 v(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Clipped gradients</source>
        <extracomment>What the update computes of each parameter between its gradient and its new value.</extracomment>
        <translation>截短的梯度(&amp;C)</translation>
    </message>
    <message>
        <source>m, corrected</source>
        <translation>校正后的 m</translation>
    </message>
    <message>
        <source>v, corrected</source>
        <translation>校正后的 v</translation>
    </message>
    <message>
        <source>Steps of the optimiser</source>
        <translation>优化器的步长</translation>
    </message>
    <message>
        <source>&amp;Pre-activations z</source>
        <translation>激活前的值 z(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Activations a</source>
        <translation>激活值 a(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Samples</source>
        <translation>样本(&amp;S)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Numbers of the samples whose predictions are written: 1,3,7-9</source>
        <translation>要写出预测的样本编号：1,3,7-9</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s), about {size}</source>
        <translation>
            <numerusform>%Ln 行，约 {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Sessions and tables ({patterns})</source>
        <extracomment>Called with the steps done and the steps in all; answers False when the person has cancelled. the recent files are others a new network was made: its numbers are to be typed something was done: a sentence for the notice something could not be done: Problem a file to be opened is a table of data, to be imported: Path</extracomment>
        <translation>会话和表格 ({patterns})</translation>
    </message>
    <message>
        <source>bpgui sessions (*.bpgui)</source>
        <translation>bpgui 会话 (*.bpgui)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Training to where the session was...</source>
        <translation>正在训练到会话保存时的位置...</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln step(s)</source>
        <translation>
            <numerusform>已完成 {done} 步，共 %Ln 步</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Saving was cancelled; no file was changed.</source>
        <translation>已取消保存；没有更改任何文件。</translation>
    </message>
    <message>
        <source>Saved a copy as {name}.</source>
        <translation>副本已保存为 {name}。</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>已保存 {name}。</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>“{name}” has unsaved changes.</source>
        <translation>“{name}”有未保存的更改。</translation>
    </message>
    <message>
        <source>Save them?</source>
        <translation>要保存吗？</translation>
    </message>
    <message>
        <source>Exporting the history...</source>
        <translation>正在导出历史...</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was changed.</source>
        <translation>导出已取消；没有改动任何文件。</translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln row(s) to {path}.</source>
        <translation>
            <numerusform>已把 %Ln 行导出到 {path}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln row(s)</source>
        <translation>
            <numerusform>已完成 {done} 行，共 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} exists. Replace it?</source>
        <translation>{name} 已存在。要替换吗？</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>found: {count}</source>
        <extracomment>other rows are to be shown, or something else is looked for go to the next (1) or previous (-1) row that is found the table may have the focus again</extracomment>
        <translation>找到：{count}</translation>
    </message>
    <message>
        <source>Find: text, 0.19, &gt; 5</source>
        <translation>查找：文本、0.19、&gt; 5</translation>
    </message>
    <message>
        <source>Find in the data</source>
        <translation>在数据中查找</translation>
    </message>
    <message>
        <source>&amp;Only these</source>
        <translation>只显示这些(&amp;O)</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>全部样本</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>The batch</source>
        <translation>当前批次</translation>
    </message>
    <message>
        <source>Predicted wrongly</source>
        <translation>预测错误的</translation>
    </message>
    <message>
        <source>Samples that are shown</source>
        <translation>显示的样本</translation>
    </message>
    <message>
        <source>Previous (Shift+Enter)</source>
        <translation>上一个 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一个 (Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find a neuron or weight</source>
        <extracomment>Pixels at text size 100 %, and from the corner.</extracomment>
        <translation>查找神经元或权重</translation>
    </message>
    <message>
        <source>Name of a neuron or weight</source>
        <translation>神经元或权重的名称</translation>
    </message>
</context>
<context>
    <name>FitButton</name>
    <message>
        <source>F&amp;it</source>
        <extracomment>A curve has settled where it stays within this part of the plot&apos;s height of where it ends. Steps that are shown beyond that, as a part of those before. Where a curve moves in the last part of all steps, it has not settled. the steps are to be on a logarithmic axis, or on a linear one</extracomment>
        <translation>适应(&amp;I)</translation>
    </message>
    <message>
        <source>Fit, and follow the run</source>
        <translation>适应，并跟随运行</translation>
    </message>
    <message>
        <source>Show all steps and follow the run (F)</source>
        <translation>显示所有步并跟随运行 (F)</translation>
    </message>
    <message>
        <source>&amp;All steps</source>
        <translation>全部步骤(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Until it settled</source>
        <translation>到稳定为止(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Logarithmic steps</source>
        <translation>步骤用对数轴(&amp;L)</translation>
    </message>
</context>
<context>
    <name>FitLabel</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them for testing</source>
        <translation>
            <numerusform>其中 %Ln 个用于测试</numerusform>
        </translation>
    </message>
    <message>
        <source>the network stays {sizes}</source>
        <translation>网络保持 {sizes}</translation>
    </message>
    <message>
        <source>the network, now {old}, becomes {new}</source>
        <translation>网络由 {old} 变为 {new}</translation>
    </message>
    <message>
        <source>its output becomes {activation} with {loss}</source>
        <translation>输出变为{activation}，损失为{loss}</translation>
    </message>
</context>
<context>
    <name>FlawBox</name>
    <message>
        <source>Problems of the file</source>
        <extracomment>a Flaw was chosen</extracomment>
        <translation>文件中的问题</translation>
    </message>
    <message>
        <source>Line {line}: {what}</source>
        <translation>第 {line} 行：{what}</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {what}</source>
        <translation>第 {line} 行第 {column} 列：{what}</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>&amp;Browse...</source>
        <translation>浏览(&amp;B)...</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
</context>
<context>
    <name>Formula</name>
    <message>
        <source>The shown terms are rounded: click for enough digits.</source>
        <extracomment>A formula&apos;s size of text at 100 %, the room around it, and in sizes how large it is before it is laid out. In more pixels than these, at 100 %, formulas are set larger, up to so many times. Milliseconds for which it is said that something was copied. the mouse or a key is on a term that stands for this Choice, or None a term was clicked that stands for this Choice says why a line holds, where that is shown whether it is marked as what the walk has just computed the size, room and digits that it is laid out for</extracomment>
        <translation>显示的各项是舍入过的：点击可显示足够的位数。</translation>
    </message>
    <message>
        <source>Copy as &amp;LaTeX</source>
        <translation>复制为 LaTeX(&amp;L)</translation>
    </message>
    <message>
        <source>Copy as &amp;plain text</source>
        <translation>复制为纯文本(&amp;P)</translation>
    </message>
    <message>
        <source>Copy as p&amp;icture</source>
        <translation>复制为图片(&amp;I)</translation>
    </message>
    <message>
        <source>Show &amp;enough digits</source>
        <translation>显示足够的位数(&amp;E)</translation>
    </message>
    <message>
        <source>Copied as LaTeX.</source>
        <translation>已复制为 LaTeX。</translation>
    </message>
    <message>
        <source>Copied as plain text.</source>
        <translation>已复制为纯文本。</translation>
    </message>
    <message>
        <source>Copied as picture.</source>
        <translation>已复制为图片。</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 另有 {n} 项</translation>
    </message>
    <message>
        <source>objective</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>how fast {of} changes with {by}</source>
        <translation>{of} 随 {by} 变化的快慢</translation>
    </message>
    <message>
        <source>{what}, after the update</source>
        <translation>{what}，更新之后</translation>
    </message>
    <message>
        <source>input, given by the data</source>
        <translation>输入，由数据给定</translation>
    </message>
    <message>
        <source>pre-activation of {neuron}</source>
        <translation>{neuron} 激活前的值</translation>
    </message>
    <message>
        <source>activation of {neuron}</source>
        <translation>{neuron} 的激活值</translation>
    </message>
    <message>
        <source>target of {neuron}, given by the data</source>
        <translation>{neuron} 的目标，由数据给定</translation>
    </message>
    <message>
        <source>delta of {neuron}</source>
        <translation>{neuron} 的 δ</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
</context>
<context>
    <name>GenerateDialog</name>
    <message>
        <source>Generate data</source>
        <extracomment>Milliseconds after a change until the picture follows, so that typing stays quick.</extracomment>
        <translation>生成数据</translation>
    </message>
    <message>
        <source>&amp;Draw again</source>
        <translation>重新抽取(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>种类(&amp;K)</translation>
    </message>
    <message>
        <source>S&amp;amples</source>
        <translation>样本数(&amp;A)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>规模(&amp;Z)</translation>
    </message>
    <message>
        <source>Inputs, degree, periods, stairs, turns or classes</source>
        <translation>输入个数、次数、周期数、台阶数、圈数或类别数</translation>
    </message>
    <message>
        <source>&amp;Noise</source>
        <translation>噪声(&amp;N)</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>随机种子(&amp;E)</translation>
    </message>
    <message>
        <source>Picture of the samples</source>
        <translation>样本的图像</translation>
    </message>
</context>
<context>
    <name>GoToStepDialog</name>
    <message>
        <source>Go to step</source>
        <translation>转到步骤</translation>
    </message>
    <message>
        <source>&amp;Step (0 to {last})</source>
        <translation>步骤（0 到 {last}）(&amp;S)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Sho&amp;w</source>
        <extracomment>Keys that the window answers; the tooltips name them. Pixels between two of them. back (-1) or forward (1) was asked for</extracomment>
        <translation>显示(&amp;W)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>讲解的内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>What was explained before</source>
        <translation>之前讲解的内容</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>What was explained after it</source>
        <translation>之后讲解的内容</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why each line of a formula holds, beside it</source>
        <translation>在公式每一行旁边说明它为何成立</translation>
    </message>
</context>
<context>
    <name>HeldInputs</name>
    <message>
        <source>Inputs that are held</source>
        <extracomment>Places of a slider; rows that are seen at once, and pixels of a name at text of 100 %. Sliders at most: Qt needs a second for the look of a thousand.</extracomment>
        <translation>保持不变的输入</translation>
    </message>
    <message>
        <source>{n} more inputs are those of the sample.</source>
        <translation>另有 {n} 个输入取自该样本。</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>There is no folder here that logs can be written to; bpgui --debug shows them.</source>
        <extracomment>a sentence for the notice</extracomment>
        <translation>这里没有可以写日志的文件夹；用 bpgui --debug 可以看到日志。</translation>
    </message>
    <message>
        <source>The logs are in {folder}.</source>
        <translation>日志在 {folder} 中。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import data</source>
        <extracomment>The dialog&apos;s size in pixels at the usual size of text. Entries of the list for missing cells that are no fill.</extracomment>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Only rows without problems</source>
        <translation>只导入没有问题的行(&amp;O)</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Leave those rows out</source>
        <translation>去掉这些行</translation>
    </message>
    <message>
        <source>Mean; commonest category</source>
        <translation>均值；类别取众数</translation>
    </message>
    <message>
        <source>Median; commonest category</source>
        <translation>中位数；类别取众数</translation>
    </message>
    <message>
        <source>Commonest cell</source>
        <translation>众数</translation>
    </message>
    <message>
        <source>By column</source>
        <translation>按列</translation>
    </message>
    <message>
        <source>Missing cells &amp;become</source>
        <translation>缺失值处理(&amp;B)</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>The command that does the same</source>
        <translation>等效的命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out for missing cells</source>
        <translation>
            <numerusform>因缺失值去掉 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out for problems</source>
        <translation>
            <numerusform>因有问题去掉 %Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <extracomment>A title, and under it pairs of keys and what they do.</extracomment>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Search a key or what it does</source>
        <translation>搜索按键或其作用</translation>
    </message>
    <message>
        <source>No key is called so.</source>
        <translation>没有这样的按键。</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>KindsButton</name>
    <message>
        <source>Val&amp;ues</source>
        <extracomment>other kinds are chosen</extracomment>
        <translation>数值(&amp;U)</translation>
    </message>
    <message>
        <source>Values of the optimiser that are shown</source>
        <translation>显示优化器的哪些数值</translation>
    </message>
    <message>
        <source>Choose which values of the optimiser are shown</source>
        <translation>选择显示优化器的哪些数值</translation>
    </message>
</context>
<context>
    <name>KindsMenu</name>
    <message>
        <source>&amp;Begin the score again</source>
        <translation>重新计分(&amp;B)</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>en</source>
        <comment>the code of the language that is translated into: zh_CN</comment>
        <extracomment>From code to the language&apos;s own name.</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>Latest</name>
    <message>
        <source>{named} and {n} more</source>
        <extracomment>So many numbers are named, no more.</extracomment>
        <translation>{named}，另有 {n} 个</translation>
    </message>
    <message>
        <source>Forward: {what}</source>
        <translation>前向：{what}</translation>
    </message>
    <message>
        <source>Loss: {what}</source>
        <translation>损失：{what}</translation>
    </message>
    <message>
        <source>Backward: {what}</source>
        <translation>反向：{what}</translation>
    </message>
    <message>
        <source>Update: {what}</source>
        <translation>更新：{what}</translation>
    </message>
</context>
<context>
    <name>LayerBlock</name>
    <message>
        <source>Neurons: {layer}</source>
        <translation>神经元数：{layer}</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Biases of: {layer}</source>
        <translation>偏置：{layer}</translation>
    </message>
    <message>
        <source>Turning biases on or off starts a new timeline; Undo brings the old one back</source>
        <translation>打开或关闭偏置会开始新的时间线；撤销可找回原来的</translation>
    </message>
    <message>
        <source>Menu: {layer}</source>
        <translation>菜单：{layer}</translation>
    </message>
</context>
<context>
    <name>LayerRows</name>
    <message>
        <source>{layer}: {size}</source>
        <translation>{layer}：{size}</translation>
    </message>
    <message>
        <source>Activation, {layer}</source>
        <translation>激活函数，{layer}</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Biases, {layer}</source>
        <translation>偏置，{layer}</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>{stop}; go to any stop</source>
        <extracomment>Lines of text that the panel holds at least when what to do has a place of its own. the lesson&apos;s own session is wanted: its Path these panels are to be seen: their names a lesson file cannot be read: Problem</extracomment>
        <translation>{stop}；可转到任意一站</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n}/{count}</translation>
    </message>
    <message>
        <source>{name} (not in this network)</source>
        <translation>{name}（此网络中没有）</translation>
    </message>
    <message>
        <source>Figure {n} of the article</source>
        <translation>文章的图 {n}</translation>
    </message>
    <message>
        <source>Figures {n} of the article</source>
        <translation>文章的图 {n}</translation>
    </message>
    <message>
        <source>Your keys go to this lesson now: &lt;b&gt;F7&lt;/b&gt; leads to the diagram.</source>
        <translation>按键现在归这个课程窗口：按 &lt;b&gt;F7&lt;/b&gt; 转到网络图。</translation>
    </message>
    <message>
        <source>✓ Done. Go on with &lt;b&gt;Alt+→&lt;/b&gt;.</source>
        <translation>✓ 完成。按 &lt;b&gt;Alt+→&lt;/b&gt; 继续。</translation>
    </message>
    <message>
        <source>✓ Done. That was the last stop.</source>
        <translation>✓ 完成。这是最后一站。</translation>
    </message>
    <message>
        <source>Something was edited: the numbers are yours, not the lesson&apos;s.</source>
        <translation>有改动：这些数是您的，不再是课程的。</translation>
    </message>
    <message>
        <source>This is not the lesson&apos;s network.</source>
        <translation>这不是课程所用的网络。</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Stops of the lesson</source>
        <translation>课程的各站</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>接下来做什么</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一站</translation>
    </message>
    <message>
        <source>To the stop before (Alt+Left)</source>
        <translation>到上一站 (Alt+Left)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一站</translation>
    </message>
    <message>
        <source>To the next stop (Alt+Right)</source>
        <translation>到下一站 (Alt+Right)</translation>
    </message>
    <message>
        <source>Show this moment</source>
        <translation>显示这一刻</translation>
    </message>
    <message>
        <source>Go to the step, phase and choice that this stop begins with; nothing is lost</source>
        <translation>回到本站开头的步、阶段和所选对象；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Open the lesson&apos;s network</source>
        <translation>打开课程的网络</translation>
    </message>
    <message>
        <source>Open the session that the lesson speaks of, in place of the present one</source>
        <translation>打开课程所讲的会话，代替当前会话</translation>
    </message>
</context>
<context>
    <name>LessonRoom</name>
    <message>
        <source>Open a lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>Lessons (*.md)</source>
        <translation>课程 (*.md)</translation>
    </message>
</context>
<context>
    <name>MainToolBar</name>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <extracomment>The slider&apos;s last position, which is &quot;as fast as it goes&quot;. Pixels that the toolbar takes around what stands in it. As wide as can be. Whether there are texts on buttons, texts beside the speed, the speed at all, the words beside the learning rate, and a schedule&apos;s rate of the present step, from wide windows to narrow ones.</extracomment>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>A guess, so that something is seen in about five seconds. Move it to choose another speed.</source>
        <translation>这是猜测的速度，约五秒内就能看到变化。移动滑块可另选速度。</translation>
    </message>
    <message>
        <source>suitable</source>
        <translation>合适</translation>
    </message>
    <message>
        <source>fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>{rate} 步/秒</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>More of the toolbar</source>
        <translation>工具栏的其余部分</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Steps a second while it runs (Ctrl+Up, Ctrl+Down)</source>
        <translation>运行时每秒的步数 (Ctrl+Up, Ctrl+Down)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The learning rate of this step, by the schedule</source>
        <translation>按计划，这一步的学习率</translation>
    </message>
    <message>
        <source>Drag sideways to change the learning rate</source>
        <translation>左右拖动以改变学习率</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>In the diagram</source>
        <extracomment>the window may go, and with it the program</extracomment>
        <translation>在网络图中</translation>
    </message>
    <message>
        <source>In the plots</source>
        <translation>在曲线图中</translation>
    </message>
    <message>
        <source>In the lesson</source>
        <translation>在课程中</translation>
    </message>
    <message>
        <source>In the data table</source>
        <translation>在数据表中</translation>
    </message>
    <message>
        <source>In what the network computes</source>
        <translation>在“网络计算什么”中</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Choose the weight, then the neuron beside; after an output, its target</source>
        <extracomment>Keys and what they do, for Help &gt; Keyboard, which translates the texts.</extracomment>
        <translation>选择旁边的权重，再选择旁边的神经元；输出之后是它的目标</translation>
    </message>
    <message>
        <source>Choose the neuron, target or weight above or below</source>
        <translation>选择上方或下方的神经元、目标或权重</translation>
    </message>
    <message>
        <source>Go through the weights and the bias of the chosen neuron</source>
        <translation>依次选择所选神经元的权重和偏置</translation>
    </message>
    <message>
        <source>Beyond the first or last neuron: the layer&apos;s controls; Enter presses one, F2 names the layer</source>
        <translation>越过首个或末个神经元：该层的控件；回车按下控件，F2 命名该层</translation>
    </message>
    <message>
        <source>Edit the chosen number; typing a digit, - or . does too</source>
        <translation>编辑所选的数；直接输入数字、- 或 . 也可以</translation>
    </message>
    <message>
        <source>While editing: keep it and edit the next number; Shift+Tab the one before</source>
        <translation>编辑时：保留并编辑下一个数；Shift+Tab 为上一个</translation>
    </message>
    <message>
        <source>Copy the chosen number in full digits</source>
        <translation>复制所选的数的全部位数</translation>
    </message>
    <message>
        <source>Put a number, a row or a table of weights there, from a spreadsheet</source>
        <translation>从电子表格粘贴一个数、一行或一张权重表</translation>
    </message>
    <message>
        <source>Lock or unlock the chosen weights and biases</source>
        <translation>锁定或解锁所选的权重和偏置</translation>
    </message>
    <message>
        <source>Cut or rejoin the chosen weights</source>
        <translation>切断或重新连接所选的权重</translation>
    </message>
    <message>
        <source>With a click: choose one thing more or less; all up to there</source>
        <translation>配合单击：Ctrl 多选或取消一项；Shift 选择到该处为止的全部</translation>
    </message>
    <message>
        <source>With a drag on the ground: choose all in a rectangle; with Ctrl besides</source>
        <translation>在空白处拖动：选择矩形内的全部；同时按 Ctrl 则追加</translation>
    </message>
    <message>
        <source>Choose all neurons, or all weights and biases, of the layer</source>
        <translation>选择该层的全部神经元，或全部权重和偏置</translation>
    </message>
    <message>
        <source>Open the menu of what is chosen</source>
        <translation>打开所选对象的菜单</translation>
    </message>
    <message>
        <source>Run, or pause</source>
        <translation>运行或暂停</translation>
    </message>
    <message>
        <source>Zoom, unless a number that can be edited is chosen; so does Ctrl+wheel</source>
        <translation>缩放（选中可编辑的数时除外）；Ctrl+滚轮也可以</translation>
    </message>
    <message>
        <source>Fit the diagram into its panel</source>
        <translation>让网络图适应面板</translation>
    </message>
    <message>
        <source>Leave an editor or a drag without a change; the choice stays</source>
        <translation>不作更改地离开编辑或拖动；所选不变</translation>
    </message>
    <message>
        <source>Choose nothing; so does a click on the ground</source>
        <translation>取消选择；单击空白处也一样</translation>
    </message>
    <message>
        <source>One row back or forward</source>
        <translation>后退或前进一行</translation>
    </message>
    <message>
        <source>A tenth of the timeline back or forward</source>
        <translation>后退或前进时间线的十分之一</translation>
    </message>
    <message>
        <source>First or latest row</source>
        <translation>第一行或最新一行</translation>
    </message>
    <message>
        <source>Show fewer or more steps, around the cursor</source>
        <translation>以光标为中心显示更少或更多的步</translation>
    </message>
    <message>
        <source>Stretch or squeeze the values</source>
        <translation>拉伸或压缩数值轴</translation>
    </message>
    <message>
        <source>Show all steps and follow the run</source>
        <translation>显示所有步并跟随运行</translation>
    </message>
    <message>
        <source>Show the steps until nothing moves any more</source>
        <translation>只显示到不再变化为止的步骤</translation>
    </message>
    <message>
        <source>Logarithmic steps, or linear ones</source>
        <translation>步骤用对数轴，或线性轴</translation>
    </message>
    <message>
        <source>To the stop before</source>
        <extracomment>Keys and what they do, for Help &gt; Keyboard, which translates the texts.</extracomment>
        <translation>到上一站</translation>
    </message>
    <message>
        <source>To the next stop</source>
        <translation>到下一站</translation>
    </message>
    <message>
        <source>The sample before or after</source>
        <extracomment>Pixels from a sample, and from the mark of what is tried, within which the mouse takes hold of it. The share of an axis by which a key moves the mark. Keys and what they do while the picture has the focus, for Help &gt; Keyboard, which translates the texts.</extracomment>
        <translation>前一个或后一个样本</translation>
    </message>
    <message>
        <source>First or last sample</source>
        <translation>第一个或最后一个样本</translation>
    </message>
    <message>
        <source>Move what is tried</source>
        <translation>移动所试的输入</translation>
    </message>
    <message>
        <source>Insert a sample below</source>
        <extracomment>The table&apos;s keys, for the list of all keys.</extracomment>
        <translation>在下方插入样本</translation>
    </message>
    <message>
        <source>Duplicate the chosen samples</source>
        <translation>复制选中的样本</translation>
    </message>
    <message>
        <source>Delete the chosen samples</source>
        <translation>删除选中的样本</translation>
    </message>
    <message>
        <source>Move the chosen samples</source>
        <translation>移动选中的样本</translation>
    </message>
    <message>
        <source>Edit a number, or choose a category</source>
        <translation>编辑数值，或选择类别</translation>
    </message>
    <message>
        <source>Copy and paste cells, to and from spreadsheets</source>
        <translation>复制和粘贴单元格，可与电子表格互通</translation>
    </message>
    <message>
        <source>Find in the table, next, previous</source>
        <translation>在表格中查找、下一个、上一个</translation>
    </message>
    <message>
        <source>Sort by the column: up, down, as trained</source>
        <translation>按该列排序：升、降、训练顺序</translation>
    </message>
    <message>
        <source>The column&apos;s menu: role, encoding, scaling, ..</source>
        <translation>列菜单：角色、编码、缩放等</translation>
    </message>
    <message>
        <source>Rename the column</source>
        <translation>重命名列</translation>
    </message>
    <message>
        <source>Insert a column</source>
        <translation>插入一列</translation>
    </message>
    <message>
        <source>Duplicate the column</source>
        <translation>复制列</translation>
    </message>
    <message>
        <source>Remove the column</source>
        <translation>删除列</translation>
    </message>
    <message>
        <source>Move the column</source>
        <translation>移动列</translation>
    </message>
</context>
<context>
    <name>ManyMenu</name>
    <message numerus="yes">
        <source>&amp;Set %Ln number(s)...</source>
        <translation>
            <numerusform>设置 %Ln 个数(&amp;S)...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set %Ln number(s) to &amp;0</source>
        <translation>
            <numerusform>将 %Ln 个数设为 0(&amp;0)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>S&amp;cale %Ln number(s)...</source>
        <translation>
            <numerusform>缩放 %Ln 个数(&amp;C)...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Draw %Ln parameter(s) anew</source>
        <translation>
            <numerusform>重新随机抽取 %Ln 个参数(&amp;D)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Lock %Ln parameter(s)</source>
        <translation>
            <numerusform>锁定 %Ln 个参数(&amp;L)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Unlock %Ln parameter(s)</source>
        <translation>
            <numerusform>解锁 %Ln 个参数(&amp;U)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Lock %Ln weight(s)</source>
        <translation>
            <numerusform>锁定 %Ln 个权重(&amp;L)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Unlock %Ln weight(s)</source>
        <translation>
            <numerusform>解锁 %Ln 个权重(&amp;U)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cu&amp;t %Ln weight(s)</source>
        <translation>
            <numerusform>切断 %Ln 个权重(&amp;T)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;join %Ln weight(s)</source>
        <translation>
            <numerusform>重新连接 %Ln 个权重(&amp;J)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Re&amp;move %Ln neuron(s)</source>
        <translation>
            <numerusform>删除 %Ln 个神经元(&amp;M)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixDialog</name>
    <message>
        <source>Paste weights</source>
        <extracomment>Rows and columns of a reading that are seen at once.</extracomment>
        <translation>粘贴权重</translation>
    </message>
    <message>
        <source>Weights into: {layer}. How is the table to be read?</source>
        <translation>通向{layer}的权重。这张表应如何读？</translation>
    </message>
    <message>
        <source>&amp;Rows = from: a row has the weights that lead from one neuron</source>
        <translation>行 = 来源(&amp;R)：一行是从同一神经元出发的权重</translation>
    </message>
    <message>
        <source>Rows = &amp;into: a row has the weights that lead into one neuron</source>
        <translation>行 = 去向(&amp;I)：一行是通向同一神经元的权重</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>into {name}</source>
        <translation>通向 {name}</translation>
    </message>
    <message>
        <source>The table fits neither way.</source>
        <translation>这张表两种读法都不合适。</translation>
    </message>
</context>
<context>
    <name>NewNetworkDialog</name>
    <message>
        <source>New network</source>
        <extracomment>Milliseconds after a change until the picture follows, so that typing stays quick. The dialog&apos;s size in pixels at the usual size of text. Pixels that the picture needs beside the form; with fewer it stands below.</extracomment>
        <translation>新建网络</translation>
    </message>
    <message>
        <source>The network that will be made</source>
        <translation>将要创建的网络</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>起点(&amp;F)</translation>
    </message>
    <message>
        <source>Layer &amp;sizes</source>
        <translation>各层大小(&amp;S)</translation>
    </message>
    <message>
        <source>The neurons of each layer, the inputs first: 2-4-1</source>
        <translation>每层的神经元数，输入层在前：2-4-1</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>&amp;Draw again</source>
        <translation>重新抽取(&amp;D)</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Typed: 0 until you type them</source>
        <translation>手动输入：输入之前为 0</translation>
    </message>
    <message>
        <source>Pasted or typed as a list</source>
        <translation>粘贴或输入一列数</translation>
    </message>
    <message>
        <source>Starting &amp;weights</source>
        <translation>初始权重(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>方法(&amp;M)</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>随机种子(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <translation>数值(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>次序(&amp;O)</translation>
    </message>
    <message>
        <source>w1, w2, .. then b1, b2, ..</source>
        <translation>w1, w2, … 然后 b1, b2, …</translation>
    </message>
    <message>
        <source>By layer: a row goes into a neuron; biases</source>
        <translation>逐层：每行是进入一个神经元的权重，然后偏置</translation>
    </message>
    <message>
        <source>By layer: a row comes from a neuron; biases</source>
        <translation>逐层：每行是离开一个神经元的权重，然后偏置</translation>
    </message>
    <message>
        <source>Those of the example</source>
        <translation>用例子中的</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln parameter(s)</source>
        <translation>
            <numerusform>%Ln 个参数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) to fill in</source>
        <translation>
            <numerusform>%Ln 个样本待填写</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Loss</source>
        <translation>损失(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;amples</source>
        <translation>样本数(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Notice</source>
        <extracomment>Milliseconds that a notice without an offer stays. Pixels between the card and the edges of its parent.</extracomment>
        <translation>通知</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>关闭通知</translation>
    </message>
</context>
<context>
    <name>NumberDialog</name>
    <message numerus="yes">
        <source>Set %Ln number(s)</source>
        <translation>
            <numerusform>设置 %Ln 个数</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>值(&amp;V)</translation>
    </message>
    <message numerus="yes">
        <source>Scale %Ln number(s)</source>
        <translation>
            <numerusform>缩放 %Ln 个数</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Factor</source>
        <translation>倍数(&amp;F)</translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>{question} Enter again takes it.</source>
        <extracomment>Pixels of a drag that make one notch.</extracomment>
        <translation>{question}再按一次回车即采用。</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Run on (F5)</source>
        <translation>继续运行 (F5)</translation>
    </message>
    <message>
        <source>Steps {first} to {last} are forgotten.</source>
        <translation>第 {first} 到 {last} 步已忘记。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Outline</source>
        <extracomment>the context menu of a choice is asked for, at a global point Tab leads on from the last number, or Shift+Tab back from the first</extracomment>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Network outline: layers, neurons, parameters</source>
        <translation>网络大纲：层、神经元、参数</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>{name}, cut</source>
        <extracomment>The kind of an item stands in the high bits of its id, its number in the low ones. What can be done with a cell: the flags are put together once, as views ask for thousands.</extracomment>
        <translation>{name},已断开</translation>
    </message>
    <message>
        <source>{name}, locked</source>
        <translation>{name}，已锁定</translation>
    </message>
    <message>
        <source>{name} · bias</source>
        <translation>{name} · 偏置</translation>
    </message>
    <message>
        <source>{name} · from {source}</source>
        <translation>{name} · 来自 {source}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>PastChip</name>
    <message>
        <source>In the past: an edit here starts a new future.</source>
        <translation>处于过去：在此编辑将开始新的未来。</translation>
    </message>
    <message>
        <source>{text}   {keys}  latest</source>
        <translation>{text}   {keys}  到最新</translation>
    </message>
    <message>
        <source>In the past   {keys}  latest</source>
        <translation>处于过去   {keys}  到最新</translation>
    </message>
    <message>
        <source>In the past. Go to the latest step</source>
        <translation>处于过去。转到最新一步</translation>
    </message>
    <message>
        <source>Go to the latest step ({keys})</source>
        <translation>转到最新一步 ({keys})</translation>
    </message>
</context>
<context>
    <name>PickedRows</name>
    <message>
        <source>{n} of {all} samples: {what}</source>
        <translation>{all} 个样本中的 {n} 个：{what}</translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation>全部显示(&amp;W)</translation>
    </message>
    <message>
        <source>Show all samples again</source>
        <translation>重新显示全部样本</translation>
    </message>
    <message>
        <source>Show all samples</source>
        <translation>显示全部样本</translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message>
        <source>The whole window</source>
        <extracomment>something was done: a sentence for the notice</extracomment>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source>Copied as picture: {title}.</source>
        <translation>已复制为图片：{title}。</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>已保存 {name}。</translation>
    </message>
    <message>
        <source>Saving was cancelled; no file was changed.</source>
        <translation>已取消保存；没有更改任何文件。</translation>
    </message>
    <message>
        <source>Saving the picture...</source>
        <translation>正在保存图片…</translation>
    </message>
    <message>
        <source>Printed: {title}.</source>
        <translation>已打印：{title}。</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Save a picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG: pixels, for slides and web pages</source>
        <translation>PNG：像素图，用于幻灯片和网页</translation>
    </message>
    <message>
        <source>SVG: lines, for drawing programs and web pages</source>
        <translation>SVG：矢量图，用于绘图软件和网页</translation>
    </message>
    <message>
        <source>PDF: lines, for documents and print</source>
        <translation>PDF：矢量图，用于文档和打印</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>Sca&amp;le</source>
        <translation>缩放(&amp;L)</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Plots</source>
        <extracomment>Milliseconds by which a frame may come early, so that a run&apos;s steady frames need not wait for a timer. Pixels left of all that the panel holds.</extracomment>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation>对数刻度(&amp;L)</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Show the loss by its powers of ten</source>
        <translation>按十的幂次显示损失</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Nothing is plotted. Choose weights and biases in the diagram: right click, Show in plots.</source>
        <translation>没有绘制任何曲线。请在网络图中选择权重和偏置：右键，显示在曲线图中。</translation>
    </message>
    <message>
        <source>zeros are not shown on a log scale</source>
        <extracomment>Curves that a note names.</extracomment>
        <translation>对数坐标上不显示零值</translation>
    </message>
    <message>
        <source>values that are not finite or too large are not shown</source>
        <translation>不显示非有限或过大的值</translation>
    </message>
    <message>
        <source>drawn from some of the steps, the others are being filled in: {names}</source>
        <translation>仅由部分步绘出，其余正在补全：{names}</translation>
    </message>
    <message>
        <source>{shown} of {all} shown; choose others with the context menu of diagram or outline</source>
        <translation>显示 {all} 个中的 {shown} 个；可在网络图或大纲的右键菜单中另选</translation>
    </message>
    <message>
        <source>sample {n} of {all}; choose another in the data table</source>
        <translation>样本 {n}，共 {all} 个；可在数据表中另选</translation>
    </message>
    <message>
        <source>{shown} of {all} outputs shown</source>
        <translation>显示 {all} 个输出中的 {shown} 个</translation>
    </message>
</context>
<context>
    <name>Plots</name>
    <message>
        <source>prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>sample {n}</source>
        <translation>样本 {n}</translation>
    </message>
    <message>
        <source>{name}, sample {n}</source>
        <translation>{name}，样本 {n}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss of the batch</source>
        <translation>本批的损失</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Prediction → target</source>
        <translation>预测 → 目标</translation>
    </message>
    <message>
        <source>The predictions at each step, and the targets they go to</source>
        <translation>每一步的预测，以及它们要达到的目标</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The loss at each step</source>
        <translation>每一步的损失</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The plotted weights and biases at each step</source>
        <translation>所绘权重和偏置在每一步的值</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>The gradients of the plotted weights and biases at each step</source>
        <translation>所绘权重和偏置在每一步的梯度</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>What the optimiser remembers and computes of the plotted weights and biases at each step</source>
        <translation>每一步中，优化器对所绘权重和偏置记住和算出的数值</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>The share of samples that are predicted rightly, where an epoch begins</source>
        <translation>每个轮次开始时预测正确的样本所占比例</translation>
    </message>
    <message>
        <source>target = {value}</source>
        <translation>目标 = {value}</translation>
    </message>
    <message>
        <source>penalty</source>
        <extracomment>All computed neurons, by layer. What large weights add to the loss: a step goes down the sum of both.</extracomment>
        <translation>惩罚</translation>
    </message>
    <message>
        <source>test loss</source>
        <extracomment>Its place in the CSV is kept where there are no test samples.</extracomment>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>largest v</source>
        <translation>最大的 v</translation>
    </message>
    <message>
        <source>clipped gradient</source>
        <translation>裁剪后的梯度</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>former future</source>
        <translation>原先的未来</translation>
    </message>
    <message>
        <source>former future, without the edit of {what}</source>
        <translation>原先的未来，没有对{what}的编辑</translation>
    </message>
</context>
<context>
    <name>Presentation</name>
    <message>
        <source>No panel</source>
        <extracomment>The text&apos;s size, unless a larger one was chosen. Pixels of the pointer&apos;s halo, and the shape of the pointer in it. Pixels that the list of panels takes at most, at text of 100 %. The part of the window&apos;s width, or height, that the panel gets.</extracomment>
        <translation>不显示面板</translation>
    </message>
    <message>
        <source>Panel beside the diagram</source>
        <translation>网络图旁的面板</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Preview: each column has its plan</source>
        <extracomment>Characters of a cell or name that are shown. Pixels of a column. So many columns are as wide as their cells; more would take long. other columns are chosen</extracomment>
        <translation>预览：每列及其用法</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <extracomment>Pixels of the small picture that shows what is chosen.</extracomment>
        <translation>打印</translation>
    </message>
    <message>
        <source>Pic&amp;ture</source>
        <translation>图片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Print...</source>
        <translation>打印(&amp;P)...</translation>
    </message>
    <message>
        <source>Preview: {title}</source>
        <translation>预览：{title}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>“{path}” is not there any more.</source>
        <translation>“{path}”已不存在。</translation>
    </message>
    <message>
        <source>“{path}” could not be written: {reason}.</source>
        <extracomment>What our temporary files are called. Their writer holds a lock on them. Seconds after which a temporary file is abandoned where the file system knows no locks.</extracomment>
        <translation>无法写入“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>There is no {name} here; there are {names}.</source>
        <translation>这里没有 {name}；有的是 {names}。</translation>
    </message>
    <message>
        <source>A finite number is needed here.</source>
        <translation>这里需要一个有限的数。</translation>
    </message>
    <message>
        <source>There is no sample {n}; there are {count}.</source>
        <extracomment>Cells that are formatted between two looks at `cancelled`: under a millisecond, and little enough for the caches. So few columns are quicker put into rows one by one than as a list within the list. Rows, and numbers in them, that are read from the timeline at a time. What a spreadsheet takes for a formula: at the start of a cell, and where one that parts cells at ; sees a start. What stands before the columns of the table.</extracomment>
        <translation>没有样本 {n}；共有 {count} 个。</translation>
    </message>
    <message>
        <source>A number from {low} to {high} is expected.</source>
        <translation>需要一个从 {low} 到 {high} 的数。</translation>
    </message>
    <message>
        <source>The learning rate cannot be negative.</source>
        <extracomment>The largest share of something that may be kept: what keeps all of it would never forget. The largest and the smallest positive number, and the largest number of steps, that a person may type.</extracomment>
        <translation>学习率不能为负。</translation>
    </message>
    <message>
        <source>The batch size goes from 1 to the {high} samples.</source>
        <translation>批大小从 1 到样本数 {high}。</translation>
    </message>
    <message>
        <source>A seed is a whole number from 0 to 2^31 - 1.</source>
        <translation>种子是 0 到 2^31 - 1 之间的整数。</translation>
    </message>
    <message>
        <source>The longest gradient must be above 0.</source>
        <translation>梯度的最大长度必须大于 0。</translation>
    </message>
    <message>
        <source>A number of steps goes from {low} to {high}.</source>
        <translation>步数的范围是 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>{name} is for the output layer only.</source>
        <translation>{name} 只能用于输出层。</translation>
    </message>
    <message>
        <source>There is no layer {n}; layers go from 1 to {count}.</source>
        <translation>没有第 {n} 层；层从 1 到 {count}。</translation>
    </message>
    <message>
        <source>The loss {loss} needs one of these output activations: {outputs}.</source>
        <extracomment>Larger experiments are refused in files and dialogs, so that a hostile file cannot eat the memory.</extracomment>
        <translation>损失 {loss} 需要下列输出激活函数之一：{outputs}。</translation>
    </message>
    <message>
        <source>The loss {loss} needs targets from {low} to {high}; sample {n} has {value}.</source>
        <translation>损失 {loss} 要求目标在 {low} 到 {high} 之间；样本 {n} 的目标是 {value}。</translation>
    </message>
    <message>
        <source>A {name} over one output is always 1; it needs two outputs or more.</source>
        <translation>单个输出上的 {name} 恒为 1；它至少需要两个输出。</translation>
    </message>
    <message>
        <source>A network needs at least two layers of at least one neuron.</source>
        <translation>网络至少要有两层，每层至少一个神经元。</translation>
    </message>
    <message>
        <source>At most {layers} layers of at most {neurons} neurons can be shown.</source>
        <translation>最多可显示 {layers} 层，每层最多 {neurons} 个神经元。</translation>
    </message>
    <message>
        <source>This network has {count} parameters; at most {most} are possible.</source>
        <translation>这个网络有 {count} 个参数；最多允许 {most} 个。</translation>
    </message>
    <message>
        <source>Write the layer sizes like 2-4-1, the inputs first.</source>
        <translation>请把各层大小写成 2-4-1 这样，输入层在前。</translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. {reason}</source>
        <translation>无法打开“{name}”。{reason}</translation>
    </message>
    <message>
        <source>The system says: {reason}.</source>
        <translation>系统提示：{reason}。</translation>
    </message>
    <message>
        <source>It is larger than {most} MB.</source>
        <extracomment>Larger files are refused, and tables of more cells or columns than a data set may have. Told (lines done, all lines); says whether to go on.
----------
What a file may hold when it is unpacked; and the area of a sheet, empty cells too, and the texts that cells share. The column and the row in a place: &quot;AB12&quot; of a cell, &quot;12&quot; of a row. How a text begins that cells share. What zipfile and expat raise. What is looked at in one go, because other threads wait meanwhile; and the longest row of an .ods. Bytes behind a piece, so that a place in it may be looked at without asking whether it ends.</extracomment>
        <translation>文件大于 {most} MB。</translation>
    </message>
    <message>
        <source>It is not a file but a pipe or a device.</source>
        <translation>它不是文件，而是管道或设备。</translation>
    </message>
    <message>
        <source>It is not a bpgui session: the field format is missing or wrong.</source>
        <extracomment>The newest version that is read. The oldest that can say it all is written: `since` of edits and settings tells. What all events may hold: none, and no change of one that makes many, has more than 8 values. What the description of the network, and of the settings, may hold. A text that is not ASCII; the program writes no character in more than twelve bytes. Text in which values are counted at a time. What training obeys: the fields of SETTINGS, then the names of locked parameters and of weights that are cut.</extracomment>
        <translation>这不是 bpgui 会话：字段 format 缺失或有误。</translation>
    </message>
    <message>
        <source>It was written by a newer bpgui (version {n}) than this one.</source>
        <translation>它由更新版本的 bpgui（版本 {n}）写成。</translation>
    </message>
    <message>
        <source>It is nested too deeply.</source>
        <translation>嵌套层次太深。</translation>
    </message>
    <message>
        <source>A text in it has more than {most} bytes.</source>
        <translation>其中有一段文本超过 {most} 字节。</translation>
    </message>
    <message>
        <source>It holds more than {most} values.</source>
        <translation>其中的值超过 {most} 个。</translation>
    </message>
    <message>
        <source>A network needs at least an output layer.</source>
        <translation>网络至少要有输出层。</translation>
    </message>
    <message>
        <source>There must be {count} different names.</source>
        <translation>必须有 {count} 个互不相同的名字。</translation>
    </message>
    <message>
        <source>Two neurons are called {name}.</source>
        <translation>有两个神经元都叫 {name}。</translation>
    </message>
    <message>
        <source>The columns make {found} inputs and targets; the network has {count}.</source>
        <extracomment>Values of a column beside its cells and categories.</extracomment>
        <translation>这些列给出 {found} 个输入和目标;网络有 {count} 个。</translation>
    </message>
    <message>
        <source>There must be 1 to {most} samples.</source>
        <extracomment>What a data set may hold in a session, and so in its file: samples, columns, and cells as they are stored. Characters of a text: a cell, a category, the name of a column. More cannot be told apart by anybody, and make as many neurons.</extracomment>
        <translation>样本数必须在 1 到 {most} 之间。</translation>
    </message>
    <message>
        <source>There must be as many targets as inputs, {count}, but there are {found}.</source>
        <translation>目标的个数必须与输入相同，为 {count}，但实际有 {found} 个。</translation>
    </message>
    <message>
        <source>This field is missing.</source>
        <translation>缺少这个字段。</translation>
    </message>
    <message>
        <source>Expected {count} cells, got {found}.</source>
        <translation>应有 {count} 个单元格,实际有 {found} 个。</translation>
    </message>
    <message>
        <source>{cell} is not among the categories.</source>
        <translation>{cell} 不在类别之中。</translation>
    </message>
    <message>
        <source>There is no category number {n}.</source>
        <translation>没有编号为 {n} 的类别。</translation>
    </message>
    <message>
        <source>Expected {count} lists of names, one for each hidden layer; got {found}.</source>
        <translation>应有 {count} 个名称列表,每个隐藏层一个;实际有 {found} 个。</translation>
    </message>
    <message>
        <source>Expected {count} numbers, got {found}.</source>
        <translation>应有 {count} 个数，实际为 {found} 个。</translation>
    </message>
    <message>
        <source>Expected {count} names, one for each layer; got {found}.</source>
        <translation>应有 {count} 个名称，每层一个；实际有 {found} 个。</translation>
    </message>
    <message>
        <source>Two layers are called {name}.</source>
        <translation>有两层都叫 {name}。</translation>
    </message>
    <message>
        <source>This network has no such parameter; it has {count}, from {first} to {last}.</source>
        <translation>网络没有这个参数；它有 {count} 个，从 {first} 到 {last}。</translation>
    </message>
    <message>
        <source>This parameter is missing.</source>
        <translation>缺少这个参数。</translation>
    </message>
    <message>
        <source>There is no parameter {name}.</source>
        <translation>没有参数 {name}。</translation>
    </message>
    <message>
        <source>At most {most} steps can be trained.</source>
        <translation>最多可以训练 {most} 步。</translation>
    </message>
    <message>
        <source>Steps of events must ascend and not exceed the {steps} steps taken.</source>
        <translation>事件的步数必须递增，且不超过已走的 {steps} 步。</translation>
    </message>
    <message>
        <source>“{name}” would be larger than {most} MB, and could not be opened again.</source>
        <translation>“{name}”会超过 {most} MB，将无法再打开。</translation>
    </message>
    <message>
        <source>At most {most} events can be kept.</source>
        <extracomment>What a timeline may have, and so a file: events, and changes in all of them.</extracomment>
        <translation>最多可以保存 {most} 个事件。</translation>
    </message>
    <message>
        <source>All events would set {count} numbers; at most {most} are possible.</source>
        <translation>所有事件总共会设置 {count} 个数；最多允许 {most} 个。</translation>
    </message>
    <message>
        <source>Training ends at step {step} ({reason}), before the {steps} steps that the file has.</source>
        <translation>训练在第 {step} 步结束（{reason}），早于文件中的 {steps} 步。</translation>
    </message>
    <message>
        <source>A row every {every} steps is not possible; the least is 1.</source>
        <translation>不能每 {every} 步写一行；最小间隔是 1。</translation>
    </message>
    <message>
        <source>There is no step {n}; the last one is {last}.</source>
        <translation>没有第 {n} 步；最后一步是第 {last} 步。</translation>
    </message>
    <message>
        <source>The first step, {first}, comes after the last, {last}.</source>
        <translation>起始步 {first} 在结束步 {last} 之后。</translation>
    </message>
    <message>
        <source>Write the samples like 1,3,7-9.</source>
        <translation>请把样本写成 1,3,7-9 这样。</translation>
    </message>
    <message>
        <source>“{text}” has a comma: {offer}?</source>
        <extracomment>Full-width forms, which Chinese keyboards type, the Chinese full stop, and signs that texts have for a minus. (Unicode&apos;s own folding would read 10² as 102.) One comma, and how many digits follow it.</extracomment>
        <translation>“{text}”含有逗号：是 {offer} 吗？</translation>
    </message>
    <message>
        <source>Type a number, for example 0.3, -2e-3 or 1/3.</source>
        <translation>请输入一个数，例如 0.3、-2e-3 或 1/3。</translation>
    </message>
    <message>
        <source>“{text}” may be a thousand or a fraction: write a point, or no comma.</source>
        <translation>“{text}”可能是一千，也可能是小数：请写小数点，或不写逗号。</translation>
    </message>
    <message>
        <source>“{text}” is not a whole number from {least} to {most}.</source>
        <translation>“{text}”不是 {least} 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>“{text}” divides by zero.</source>
        <translation>“{text}”除以了零。</translation>
    </message>
    <message>
        <source>“{text}” is too large for a 64-bit number.</source>
        <translation>“{text}”超出了 64 位数的范围。</translation>
    </message>
    <message>
        <source>“{text}” has group separators; leave them out.</source>
        <translation>“{text}”中有千位分隔符；请去掉。</translation>
    </message>
    <message>
        <source>Row {row} of the block has {found} numbers, the first has {count}.</source>
        <translation>数据块第 {row} 行有 {found} 个数，而第一行有 {count} 个。</translation>
    </message>
    <message>
        <source>Row {row}, column {column} of the block: {reason}</source>
        <translation>数据块第 {row} 行第 {column} 列：{reason}</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是一个数。</translation>
    </message>
    <message>
        <source>The step to stop at is a whole number of at least 1.</source>
        <extracomment>Epochs that early stopping may wait.</extracomment>
        <translation>停止的步数必须是不小于 1 的整数。</translation>
    </message>
    <message>
        <source>The loss to stop at is a number above 0.</source>
        <translation>停止的损失必须大于 0。</translation>
    </message>
    <message>
        <source>Early stopping waits for 1 to {most} epochs.</source>
        <translation>早停等待的轮数为 1 到 {most}。</translation>
    </message>
    <message>
        <source>The accuracy to stop at is above 0 and at most 1.</source>
        <translation>停止时的准确率须大于 0 且不超过 1。</translation>
    </message>
    <message>
        <source>It is not a text file in UTF-8.</source>
        <extracomment>A stop is entered at once, so it may not stand behind a long training.</extracomment>
        <translation>它不是 UTF-8 文本文件。</translation>
    </message>
    <message>
        <source>After the lesson&apos;s header a stop is expected: ## Title.</source>
        <translation>课程的开头部分之后应是一站：## 标题。</translation>
    </message>
    <message>
        <source>“{name}”, line {line}: {reason}</source>
        <translation>“{name}”第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>A heading is expected here: {heading}.</source>
        <translation>这里应是标题：{heading}。</translation>
    </message>
    <message>
        <source>“key: value” or an empty line before the text is expected.</source>
        <translation>这里应是“key: value”，或正文之前的空行。</translation>
    </message>
    <message>
        <source>There are two lines “{key}”.</source>
        <translation>“{key}”出现了两行。</translation>
    </message>
    <message>
        <source>“{key}” needs a value.</source>
        <translation>“{key}”需要一个值。</translation>
    </message>
    <message>
        <source>“{name}” is not the name of a file beside the lesson.</source>
        <translation>“{name}”不是课程所在文件夹中的文件名。</translation>
    </message>
    <message>
        <source>This stop has no text.</source>
        <translation>这一站没有正文。</translation>
    </message>
    <message>
        <source>“done” needs a “do” that says what to do.</source>
        <translation>有“done”就必须有“do”来说明该做什么。</translation>
    </message>
    <message>
        <source>A brace is open; a brace of the text itself is written twice.</source>
        <translation>有花括号没有闭合；正文自身的花括号要写两遍。</translation>
    </message>
    <message>
        <source>The lesson&apos;s network has no “{name}”.</source>
        <translation>课程的网络里没有“{name}”。</translation>
    </message>
    <message>
        <source>A whole number from {low} to {high} is expected, not “{text}”.</source>
        <translation>应是 {low} 到 {high} 的整数，而不是“{text}”。</translation>
    </message>
    <message>
        <source>“phase ..”, “step ..”, “loss &lt; ..”, “edited ..” or “selected ..” is expected, not “{text}”.</source>
        <translation>应是“phase ..”、“step ..”、“loss &lt; ..”、“edited ..”或“selected ..”，而不是“{text}”。</translation>
    </message>
    <message>
        <source>Nothing is saved while something is typed that cannot be kept.</source>
        <extracomment>another session comes: what was begun in this one (a drag, an editor, a menu) ends another session is shown there are more rows, or another future more is known of rows that plots look at before `experiment_changed`: the neurons are others, and this is their Lineage network, data or settings at the cursor are others what is shown changed: cursor, walk, sample or preview; 30 times a second in a run as moment_changed, but some times a second in a quick run: for all texts, at once another neuron, parameter or target is chosen the mouse stands over another thing, or none: `hovered` `figure` is another one of the article&apos;s figures, or none after `moment_changed`: that was a move forwards, a step or a part of one another rung of the ladder is chosen `hides` is another question, or none other parameters are plotted a run began or ended, or its speed changed what can be undone or redone, or whether the session is modified numbers are shown with another number of digits a run or step ended by itself: Halt `held_by` changed: stop rules that are met already kept a run from beginning, or do so no more the steps from the first to the second were forgotten a request could not be done: Problem</extracomment>
        <translation>有输入无法保留时，不会保存任何内容。</translation>
    </message>
    <message>
        <source>At most {most} things can be chosen at once.</source>
        <extracomment>More things are not chosen at once: one edit of them all is to be made, drawn and told in a moment. other things are chosen `hovered` is another thing, or none `figure` is another one, or none `hides` is another question, or none `folds` are others, or none reasons stand beside the lines of formulas, or do so no more more cannot be chosen: Problem whether reasons stand beside the lines of formulas the main choice: the one that is explained what is chosen beside it What the person is asked now: until it is answered no view shows it, nor what is computed from it. The fold (from 0) of each sample while a cross-validation is looked at; -1 for one that is in none.</extracomment>
        <translation>一次最多可以选择 {most} 项。</translation>
    </message>
    <message>
        <source>Choose first where the numbers go: a weight, bias or neuron.</source>
        <translation>请先选定这些数放在哪里：一个权重、偏置或神经元。</translation>
    </message>
    <message>
        <source>One row or one column of numbers is needed here.</source>
        <translation>这里需要一行或一列数字。</translation>
    </message>
    <message>
        <source>The block has {found} numbers; there are {count} places for it from here on.</source>
        <translation>数据块有 {found} 个数；从这里起只有 {count} 个位置。</translation>
    </message>
    <message>
        <source>This needs {rows} rows and {columns} columns, not {found_rows} and {found_columns}.</source>
        <translation>这里需要 {rows} 行 {columns} 列，而不是 {found_rows} 行 {found_columns} 列。</translation>
    </message>
    <message>
        <source>This needs {rows} rows, or one more with the biases, and {columns} columns, not {found_rows} and {found_columns}.</source>
        <translation>这里需要 {rows} 行（带偏置则多一行）、{columns} 列，而不是 {found_rows} 行 {found_columns} 列。</translation>
    </message>
    <message>
        <source>This needs {rows} rows and {columns} columns, or one more with the biases, not {found_rows} and {found_columns}.</source>
        <translation>这里需要 {rows} 行、{columns} 列（带偏置则多一列），而不是 {found_rows} 行 {found_columns} 列。</translation>
    </message>
    <message>
        <source>Row {row} of the block has {found} cells, the first has {count}.</source>
        <translation>数据块第 {row} 行有 {found} 个单元格，第一行有 {count} 个。</translation>
    </message>
    <message>
        <source>The block has {columns} columns; from here on there are {places}.</source>
        <translation>数据块有 {columns} 列；从这里起只有 {places} 列。</translation>
    </message>
    <message>
        <source>Predictions are computed; nothing can be put there.</source>
        <translation>预测值是算出来的，不能写入。</translation>
    </message>
    <message>
        <source>{name} stands for a category; show the data as given to paste there.</source>
        <translation>{name} 代表一个类别；请显示原始数据后再粘贴。</translation>
    </message>
    <message>
        <source>The compiled kernel is ready, but {reason}.</source>
        <extracomment>Seconds between two looks at the compiling process. Seconds that the readable engine takes: for a layer, for a sample of the batch, and more for each parameter; about. Seconds of such training from which on it pays to load the kernel, and to compile it. Seconds after which a thread that waits may have the interpreter, while one loads. Loading lets go of it thousands of times, and would wait as often as long as Python&apos;s 0.005 s for a thread that computes. What the compiling process runs: nothing may be imported from the current folder, so it is told from where. Held while a thread loads the kernel; a run gives way to it. Why there is no kernel, or none that is kept; what was met last.</extracomment>
        <translation>编译好的内核已就绪，但{reason}。</translation>
    </message>
    <message>
        <source>Training goes without the compiled kernel, so it takes longer: {reason}.</source>
        <translation>训练未使用编译好的内核，因此更慢：{reason}。</translation>
    </message>
    <message>
        <source>it cannot be loaded ({reason})</source>
        <translation>无法加载（{reason}）</translation>
    </message>
    <message>
        <source>nothing can be written, or no process started ({reason})</source>
        <translation>无法写入任何内容，或无法启动进程（{reason}）</translation>
    </message>
    <message>
        <source>it cannot be compiled ({reason})</source>
        <translation>无法编译（{reason}）</translation>
    </message>
    <message>
        <source>it cannot be kept for the next start: this user has no home</source>
        <translation>无法保留到下次启动：该用户没有主目录</translation>
    </message>
    <message>
        <source>it cannot be kept for the next start: “{folder}” cannot be written to</source>
        <translation>无法保留到下次启动：“{folder}”不可写</translation>
    </message>
    <message>
        <source>Write the name of a file.</source>
        <extracomment>Files that are tables of data; all others are taken for sessions.</extracomment>
        <translation>请写出文件名。</translation>
    </message>
    <message>
        <source>No file can have this name.</source>
        <translation>文件不能使用这个名称。</translation>
    </message>
    <message>
        <source>“{path}” is a folder; write the name of a file.</source>
        <translation>“{path}”是文件夹；请写出文件名。</translation>
    </message>
    <message>
        <source>There is no folder “{path}”.</source>
        <translation>没有文件夹“{path}”。</translation>
    </message>
    <message>
        <source>“{path}” is in the home folder of a user who is not known here.</source>
        <translation>“{path}”位于一个此处不存在的用户的主文件夹中。</translation>
    </message>
    <message>
        <source>{name} is cut; rejoin it first.</source>
        <translation>{name} 已断开;请先重新连接。</translation>
    </message>
    <message>
        <source>Only weights can be cut; {name} is a bias.</source>
        <translation>只有权重可以断开;{name} 是偏置。</translation>
    </message>
    <message>
        <source>{name} is set twice at once.</source>
        <extracomment>What can be made together with others.</extracomment>
        <translation>{name} 同时被设置了两次。</translation>
    </message>
    <message>
        <source>“{name}” cannot be restored. {reason}</source>
        <extracomment>Seconds that a copy is kept for somebody to take it. Rows of data that are written as text at a time: other threads wait for it. seconds since 1970</extracomment>
        <translation>“{name}”无法恢复。{reason}</translation>
    </message>
    <message>
        <source>Number {n}: {reason}</source>
        <extracomment>What stands between numbers. A comma does where a space follows it, so that 0,5 stays one number.</extracomment>
        <translation>第 {n} 个数：{reason}</translation>
    </message>
    <message>
        <source>These are {found} numbers; the network has {count} weights and biases.</source>
        <translation>这里有 {found} 个数；网络有 {count} 个权重和偏置。</translation>
    </message>
    <message>
        <source>Left out, because predictions are computed: {count} number(s).</source>
        <translation>有 {count} 个数落在预测列上，预测是算出来的，因此略去了。</translation>
    </message>
    <message>
        <source>There is no such neuron.</source>
        <translation>没有这个神经元。</translation>
    </message>
    <message>
        <source>{name} is the name of a weight or bias.</source>
        <translation>{name} 是某个权重或偏置的名称。</translation>
    </message>
    <message>
        <source>There is no such layer.</source>
        <translation>没有这一层。</translation>
    </message>
    <message>
        <source>A name has 1 to 40 characters, none of . , : &quot; [ ] or a line break.</source>
        <translation>名称为 1 到 40 个字符,不能含有 . , : &quot; [ ] 或换行。</translation>
    </message>
    <message>
        <source>A name has 1 to 40 characters, none of . , : &quot; [ ] or a line break. Perhaps “{name}”?</source>
        <translation>名称为 1 到 40 个字符,不能含有 . , : &quot; [ ] 或换行。也许用“{name}”?</translation>
    </message>
    <message>
        <source>A network needs an input.</source>
        <translation>网络至少需要一个输入。</translation>
    </message>
    <message>
        <source>A network needs an output.</source>
        <translation>网络至少需要一个输出。</translation>
    </message>
    <message>
        <source>The layer would be empty; remove the layer instead.</source>
        <translation>这一层会变空;请改为删除整层。</translation>
    </message>
    <message>
        <source>A layer can be inserted between two layers only.</source>
        <translation>只能在两层之间插入新层。</translation>
    </message>
    <message>
        <source>Only a hidden layer can be removed.</source>
        <translation>只能删除隐藏层。</translation>
    </message>
    <message>
        <source>There are {count} columns; at most {most} are possible.</source>
        <translation>共有 {count} 列；最多允许 {most} 列。</translation>
    </message>
    <message>
        <source>The samples have {count} cells; at most {most} are possible.</source>
        <translation>样本共有 {count} 个单元格；最多允许 {most} 个。</translation>
    </message>
    <message>
        <source>Column {name} has a text of {count} characters; at most {most} are possible.</source>
        <translation>列 {name} 有一段 {count} 个字符的文本；最多允许 {most} 个字符。</translation>
    </message>
    <message>
        <source>Column {name} has {count} categories; {most} are possible.</source>
        <extracomment>The fields that are compared as they are.</extracomment>
        <translation>列 {name} 有 {count} 个类别；最多 {most} 个。</translation>
    </message>
    <message>
        <source>Test samples go from 1 to {count}; there is no sample {n}.</source>
        <translation>测试样本从 1 到 {count}；没有样本 {n}。</translation>
    </message>
    <message>
        <source>No training sample is left.</source>
        <translation>没有剩下训练样本。</translation>
    </message>
    <message>
        <source>Column {name} has no numbers to be scaled.</source>
        <extracomment>Cells that a network may see, one-hot ones counted.</extracomment>
        <translation>列 {name} 没有可缩放的数。</translation>
    </message>
    <message>
        <source>Column {name} has no cell in a training sample.</source>
        <translation>列 {name} 在训练样本中没有任何值。</translation>
    </message>
    <message>
        <source>No column is an input.</source>
        <translation>没有输入列。</translation>
    </message>
    <message>
        <source>No column is a target.</source>
        <translation>没有目标列。</translation>
    </message>
    <message>
        <source>A network would see more than {most} numbers.</source>
        <translation>网络看到的数将超过 {most} 个。</translation>
    </message>
    <message>
        <source>Column {name} cannot be encoded like this: it has other cells.</source>
        <translation>列 {name} 不能这样编码：它的单元格是另一种。</translation>
    </message>
    <message>
        <source>Column {name} has {count} categories; 0 and 1 need two.</source>
        <translation>列 {name} 有 {count} 个类别；0 和 1 需要恰好两个。</translation>
    </message>
    <message>
        <source>Missing cells in column {name}: {count}. Drop those rows, or fill them.</source>
        <translation>列 {name} 缺失 {count} 个值:请删去这些行,或填补它们。</translation>
    </message>
    <message>
        <source>The encoding {name} is not known.</source>
        <extracomment>What is offered; any other codec of Python that gives text may be named. Lines of a file. What a guess looks at. What is decoded in one go. In this order; each gives sensible text for bytes of those below it.</extracomment>
        <translation>未知的编码 {name}。</translation>
    </message>
    <message>
        <source>It has more than {most} lines.</source>
        <translation>它超过 {most} 行。</translation>
    </message>
    <message>
        <source>There is no data set {name}; there are {names}.</source>
        <extracomment>What may be asked for.</extracomment>
        <translation>没有数据集 {name}；有 {names}。</translation>
    </message>
    <message>
        <source>The number of samples goes from 1 to {most}.</source>
        <translation>样本数从 1 到 {most}。</translation>
    </message>
    <message>
        <source>The noise goes from 0 to {most}.</source>
        <translation>噪声从 0 到 {most}。</translation>
    </message>
    <message>
        <source>The size of {name} goes from {low} to {high}.</source>
        <translation>{name} 的规模从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>“{cell}” in column {name} is no number.</source>
        <extracomment>A column is one of numbers where so many of its cells are. Cells that are looked at for times. Texts make categories where so few differ, or more if each appears twice on average. Whole numbers from 0 or 1 up to so many are offered as classes. The same, where none but targets follow. Of two categories the one that is guessed to be 1.</extracomment>
        <translation>列 {name} 中的“{cell}”不是数。</translation>
    </message>
    <message>
        <source>Column {name} has no numbers: take the commonest cell.</source>
        <translation>列 {name} 没有数：请用最常见的值。</translation>
    </message>
    <message>
        <source>A delimiter is one character, a quote one or none.</source>
        <translation>分隔符须为一个字符，引号为一个字符或没有。</translation>
    </message>
    <message>
        <source>The decimal sign is a point or a comma, groups have another sign.</source>
        <translation>小数点是点或逗号，千位分隔符须是另一个符号。</translation>
    </message>
    <message>
        <source>These cannot go together: {signs}.</source>
        <translation>这些不能同时使用：{signs}。</translation>
    </message>
    <message>
        <source>There is no row of data in it.</source>
        <translation>其中没有数据行。</translation>
    </message>
    <message>
        <source>It has {rows} rows and {columns} columns; {most} cells are possible.</source>
        <translation>它有 {rows} 行 {columns} 列；最多 {most} 个单元格。</translation>
    </message>
    <message>
        <source>It has more than {most} cells.</source>
        <extracomment>A cell in quotes that goes over more lines was most likely never meant to begin. After so many of them no cell goes over lines any more, or a file of quotes would take hours.</extracomment>
        <translation>单元格超过 {most} 个。</translation>
    </message>
    <message>
        <source>The header has {count} names, the rows have {width} cells.</source>
        <translation>表头有 {count} 个名称，各行有 {width} 个单元格。</translation>
    </message>
    <message>
        <source>Column {n} has the name of another one; it is called “{name}”.</source>
        <translation>第 {n} 列与另一列同名，改称“{name}”。</translation>
    </message>
    <message>
        <source>Column {n} has no name; it is called “{name}”.</source>
        <translation>第 {n} 列没有名称；称为“{name}”。</translation>
    </message>
    <message>
        <source>The quotes in this line do not fit; they were read as text.</source>
        <translation>这一行的引号不配对；已当作文本读取。</translation>
    </message>
    <message>
        <source>The row has {count} cells, the table has {width} columns.</source>
        <translation>这一行有 {count} 个单元格，表有 {width} 列。</translation>
    </message>
    <message>
        <source>“{cell}” has characters that cannot be read in this encoding.</source>
        <translation>“{cell}”中有此编码无法读取的字符。</translation>
    </message>
    <message>
        <source>The numbers of column {name} are too large.</source>
        <extracomment>Of a column that nothing was asked for.</extracomment>
        <translation>列 {name} 的数太大。</translation>
    </message>
    <message>
        <source>A share of {share} leaves no test or no training sample.</source>
        <translation>比例为 {share} 时，没有测试样本或没有训练样本。</translation>
    </message>
    <message>
        <source>A stratified split needs targets that are classes.</source>
        <translation>分层划分需要目标是类别。</translation>
    </message>
    <message>
        <source>The spreadsheet has no sheet.</source>
        <translation>电子表格中没有工作表。</translation>
    </message>
    <message>
        <source>There is no sheet “{name}”.</source>
        <translation>没有工作表“{name}”。</translation>
    </message>
    <message>
        <source>The spreadsheet cannot be read: {reason}</source>
        <translation>无法读取电子表格：{reason}</translation>
    </message>
    <message>
        <source>It is an old or encrypted spreadsheet: save it as .xlsx, .ods or .csv.</source>
        <translation>这是旧格式或加密的电子表格：请另存为 .xlsx、.ods 或 .csv。</translation>
    </message>
    <message>
        <source>It is no spreadsheet; .xlsx and .ods can be read.</source>
        <translation>这不是电子表格；可以读取 .xlsx 和 .ods。</translation>
    </message>
    <message>
        <source>A sheet goes over more than {most} cells, empty ones too.</source>
        <translation>有工作表跨越了超过 {most} 个单元格（空的也算）。</translation>
    </message>
    <message>
        <source>It holds more than {most} texts.</source>
        <translation>其中的文本超过 {most} 个。</translation>
    </message>
    <message>
        <source>{name} stands for a category; choose it in the data table.</source>
        <translation>{name} 代表一个类别;请在数据表中选择。</translation>
    </message>
    <message>
        <source>No row is left.</source>
        <translation>没有剩下任何行。</translation>
    </message>
    <message>
        <source>Each row misses a cell: none is left.</source>
        <translation>每一行都有缺失值：没有剩下任何行。</translation>
    </message>
    <message>
        <source>{cell} is no category of column {name}; there are {names}.</source>
        <translation>{cell} 不是列 {name} 的类别;可用的有 {names}。</translation>
    </message>
    <message>
        <source>This neuron stands for a category; change its column in the data table.</source>
        <translation>这个神经元代表一个类别;请在数据表中修改该列。</translation>
    </message>
    <message>
        <source>The example&apos;s weights are those of its {sizes} network: choose where others come from.</source>
        <translation>例子的权重属于它的 {sizes} 网络：请另选权重的来源。</translation>
    </message>
    <message>
        <source>“{old}” becomes “{new}”, as a neuron can be called.</source>
        <translation>“{old}”改为“{new}”，以便用作神经元的名称。</translation>
    </message>
    <message>
        <source>There is no text in the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>There is no column {name}, or more than one; there are {names}.</source>
        <extracomment>Names for delimiters that a terminal does not show. What a dialect is written as: (option, field) for texts, and for what is yes or no.</extracomment>
        <translation>没有名为 {name} 的列，或不止一列；现有 {names}。</translation>
    </message>
    <message>
        <source>“{text}” must be a column, “=” and a value.</source>
        <translation>“{text}”应为列名、“=”和值。</translation>
    </message>
    <message>
        <source>The column {name} is not there, which the network needs.</source>
        <translation>缺少网络所需的列 {name}。</translation>
    </message>
    <message>
        <source>Line {line}, column {name}: “{cell}” is nothing that the network knows.</source>
        <translation>第 {line} 行，列 {name}：网络不认识“{cell}”。</translation>
    </message>
    <message>
        <source>Line {line}, column {name}: “{cell}” is no number.</source>
        <translation>第 {line} 行，列 {name}：“{cell}”不是数。</translation>
    </message>
    <message>
        <source>{width} x {height} pixels are too many for a picture; the most are {most}.</source>
        <extracomment>Pixels of paper around a drawing. How much larger than on the screen a picture is when nothing else is asked for, and at most. Pixels of the largest picture: 400 MB of memory while it is painted. Pixels and points of an inch.</extracomment>
        <translation>{width} × {height} 像素对一张图片来说太多；最多 {most}。</translation>
    </message>
    <message>
        <source>Cross-validation needs at least {least} folds.</source>
        <translation>交叉验证至少需要 {least} 折。</translation>
    </message>
    <message>
        <source>{folds} folds need at least {folds} training samples, one for each; this session has {count}.</source>
        <translation>{folds} 折至少需要 {folds} 个训练样本，每折一个；当前会话有 {count} 个。</translation>
    </message>
    <message>
        <source>There must be 1 to {most} epochs.</source>
        <translation>轮数必须为 1 到 {most}。</translation>
    </message>
    <message>
        <source>There must be 1 to {most} trainings; this plan has {count}.</source>
        <translation>训练次数必须为 1 到 {most}；这里有 {count} 次。</translation>
    </message>
    <message>
        <source>The package joblib is not installed here.</source>
        <extracomment>What the process runs: nothing may be imported from the current folder, so it is told from where. Seconds that the processes get to end by themselves.</extracomment>
        <translation>这里没有安装软件包 joblib。</translation>
    </message>
    <message>
        <source>The process that trains has ended: all it finished is kept.</source>
        <translation>负责训练的进程已经结束；它完成的结果都已保留。</translation>
    </message>
    <message>
        <source>No process could be started ({reason}).</source>
        <translation>无法启动进程（{reason}）。</translation>
    </message>
    <message>
        <source>Write values like 0.01, 0.1, 1 or a range like 0.001:1:10 (from, to, how many).</source>
        <extracomment>Significant digits of the values inside a range: nobody wants 0.0021544346900318843.</extracomment>
        <translation>请这样写取值：0.01, 0.1, 1，或写成范围：0.001:1:10（从、到、个数）。</translation>
    </message>
    <message>
        <source>A logarithmic range begins above 0; write {text} for even distances.</source>
        <translation>对数范围须从大于 0 的数开始；等距取值请写 {text}。</translation>
    </message>
    <message>
        <source>At most {most} values can be tried; these are {count}.</source>
        <translation>最多可以尝试 {most} 个取值；这里有 {count} 个。</translation>
    </message>
    <message>
        <source>Name a cluster like dask:tcp://10.0.0.1:8786 or ray:auto; there is no “{text}”.</source>
        <extracomment>Seconds that all trainings may take in one process, because others take longer to begin: by the readable engine, and by the kernel, which several threads run at once; and how many times slower the former is, about. How often in turn the workers may end before any of them has finished anything. Seconds after which a worker without work ends. Seconds that a cluster has to answer. What joblib calls the clusters, and the module each needs.</extracomment>
        <translation>请这样指定集群：dask:tcp://10.0.0.1:8786 或 ray:auto；没有“{text}”。</translation>
    </message>
    <message>
        <source>The cluster “{text}” needs the package {package}, which is not installed.</source>
        <translation>集群“{text}”需要软件包 {package}，但它没有安装。</translation>
    </message>
    <message>
        <source>The trainings cannot go on: {reason}.</source>
        <translation>训练无法继续：{reason}。</translation>
    </message>
    <message>
        <source>The worker processes end before they finish a training.</source>
        <translation>工作进程还没完成一次训练就结束了。</translation>
    </message>
    <message>
        <source>The cluster “{text}” cannot be reached: {reason}.</source>
        <translation>无法连接集群“{text}”：{reason}。</translation>
    </message>
    <message>
        <source>The last input stays: a network needs one.</source>
        <translation>最后一个输入不能删除：网络至少需要一个。</translation>
    </message>
    <message>
        <source>The last target stays: a network needs one.</source>
        <translation>最后一个目标不能删除：网络至少需要一个。</translation>
    </message>
    <message>
        <source>Two columns are called {name}.</source>
        <translation>有两列都叫 {name}。</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <extracomment>What Linux, macOS and Windows say most often, letter by letter.</extracomment>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间已满</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Filename too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>名称无效</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>Resource temporarily unavailable</source>
        <translation>资源暂时不可用</translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation>管道已断开</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>the file is read-only</source>
        <translation>文件是只读的</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>Kinds of values as msgspec calls them, and in the words of a reader.</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>nothing (null)</source>
        <translation>空（null）</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a group of fields</source>
        <translation>一组字段</translation>
    </message>
    <message>
        <source>Expected is {wanted}; found is {found}.</source>
        <extracomment>What msgspec says, and the sentence for it. Groups named `wanted` and `found` are kinds.</extracomment>
        <translation>应为{wanted}，实为{found}。</translation>
    </message>
    <message>
        <source>The field {name} is missing.</source>
        <translation>缺少字段 {name}。</translation>
    </message>
    <message>
        <source>The field {name} is not known.</source>
        <translation>未知字段 {name}。</translation>
    </message>
    <message>
        <source>{value} is none of what may stand there.</source>
        <translation>{value} 不是此处允许的值。</translation>
    </message>
    <message>
        <source>The number should be {limit}.</source>
        <translation>此数应 {limit}。</translation>
    </message>
    <message>
        <source>The length should be {limit}.</source>
        <translation>长度应 {limit}。</translation>
    </message>
    <message>
        <source>A name has no blank at its ends, and no point, comma, colon, quotation mark or bracket in it.</source>
        <translation>名称两端不能有空格，其中不能有点、逗号、冒号、引号或方括号。</translation>
    </message>
    <message>
        <source>The number is beyond all limits.</source>
        <translation>此数超出所有限度。</translation>
    </message>
    <message>
        <source>It is not encoded as UTF-8.</source>
        <extracomment>Where a complaint ends with a place: of a field, or of a byte in the file.</extracomment>
        <translation>它不是 UTF-8 编码。</translation>
    </message>
    <message>
        <source>It ends too early: a part of it is missing.</source>
        <translation>它过早结束：缺少一部分。</translation>
    </message>
    <message>
        <source>It is no JSON: line {line}, character {column} cannot stand there.</source>
        <translation>不是有效的 JSON：第 {line} 行第 {column} 个字符处有误。</translation>
    </message>
    <message>
        <source>In {path}: {reason}</source>
        <translation>{path}：{reason}</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>别的内容</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one}或{other}</translation>
    </message>
    <message>
        <source>The printer did not take it.</source>
        <extracomment>Dots an inch at most. Qt prints widgets as one image, which takes seconds, and 200 MB, with the 1,200 that it offers.</extracomment>
        <translation>打印机没有接受。</translation>
    </message>
</context>
<context>
    <name>ProofView</name>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Choose a weight or bias.</source>
        <translation>请选择一个权重或偏置。</translation>
    </message>
    <message>
        <source>objective</source>
        <extracomment>Fewer agreeing digits than these need a word of explanation. With fewer digits the two losses look alike. Pixels between names and numbers. what it is the proof of</extracomment>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>Hidden until you have answered.</source>
        <translation>回答之后才显示。</translation>
    </message>
    <message>
        <source>Being computed …</source>
        <translation>正在计算……</translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>Central differences</source>
        <translation>中心差分</translation>
    </message>
    <message>
        <source>They differ by</source>
        <translation>两者相差</translation>
    </message>
    <message>
        <source>Here loss and gradient are the mean over the {n} samples of the batch, by which the step goes.</source>
        <translation>此处的损失和梯度是本批 {n} 个样本的平均，这一步就按它走。</translation>
    </message>
    <message>
        <source>With a penalty the step goes down the objective: loss + penalty.</source>
        <translation>有惩罚时，步沿目标函数下降：损失 + 惩罚。</translation>
    </message>
    <message>
        <source>The loss is too large here to be compared.</source>
        <translation>这里的损失太大，无法比较。</translation>
    </message>
    <message>
        <source>An activation has its corner right here: between the two points its slope jumps.</source>
        <translation>激活函数的折点恰好在这里：斜率在两点之间跳变。</translation>
    </message>
    <message>
        <source>They agree in all digits.</source>
        <translation>两者每一位都一致。</translation>
    </message>
    <message>
        <source>They agree to {digits} digits.</source>
        <translation>两者有 {digits} 位数字一致。</translation>
    </message>
    <message>
        <source>{agreement} So small a gradient drowns in the rounding of the loss.</source>
        <translation>{agreement}梯度这样小，会淹没在损失的舍入误差里。</translation>
    </message>
    <message>
        <source>Objective against {name}, dashed its tangent. The step leaves {name} where it is.</source>
        <translation>目标函数对 {name} 的曲线，虚线是切线。这一步不移动 {name}。</translation>
    </message>
    <message>
        <source>Loss against {name}, dashed its tangent. The step leaves {name} where it is.</source>
        <translation>损失随 {name} 的变化，虚线为其切线。这一步不改变 {name}。</translation>
    </message>
    <message>
        <source>Loss against {name} alone, dashed its tangent. The step moves {name} by {move} to {new}; this alone changes the loss by {change} to {new_loss}.</source>
        <translation>只改变 {name} 时的损失，虚线为其切线。这一步使 {name} 变动 {move}，成为 {new}；仅此一项就使损失变动 {change}，成为 {new_loss}。</translation>
    </message>
    <message>
        <source>Objective against {name} alone, dashed its tangent. The step moves {name} by {move} to {new}; this alone changes the objective by {change} to {new_loss}.</source>
        <translation>目标函数只对 {name} 的曲线，虚线是切线。这一步使 {name} 移动 {move} 到 {new}；仅此一项使目标函数变化 {change}，变为 {new_loss}。</translation>
    </message>
    <message>
        <source>The gradient alone (red) would move it by {descent}.</source>
        <translation>仅按梯度（红色）它会变化 {descent}。</translation>
    </message>
    <message>
        <source>Proof by central differences</source>
        <translation>用中心差分验证</translation>
    </message>
    <message>
        <source>Loss against the chosen weight</source>
        <translation>损失随所选权重的变化</translation>
    </message>
    <message>
        <source>Proof by a second method</source>
        <translation>用另一种方法验证</translation>
    </message>
</context>
<context>
    <name>Quiz</name>
    <message>
        <source>Activations</source>
        <extracomment>Inputs that are written out with a sample; of more the table shows them.</extracomment>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Deltas</source>
        <translation>误差项 δ</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>New weights</source>
        <translation>新权重</translation>
    </message>
    <message>
        <source>That is made with z: the activation function is missing.</source>
        <translation>这是用 z 算的：漏了激活函数。</translation>
    </message>
    <message>
        <source>The bias is missing.</source>
        <translation>漏了偏置。</translation>
    </message>
    <message>
        <source>That is made with the value of another source neuron.</source>
        <translation>这里用了另一个来源神经元的值。</translation>
    </message>
    <message>
        <source>That goes back through the weights of another neuron.</source>
        <translation>这里反传时用了另一个神经元的权重。</translation>
    </message>
    <message>
        <source>The weights are swapped: rows and columns of the matrix the wrong way round.</source>
        <translation>权重用错了位置：矩阵的行和列弄反了。</translation>
    </message>
    <message>
        <source>The square is missing.</source>
        <translation>漏了平方。</translation>
    </message>
    <message>
        <source>The derivative of the activation, f′(z), is missing.</source>
        <translation>漏了激活函数的导数 f′(z)。</translation>
    </message>
    <message>
        <source>The derivative of the activation is one factor too many: with cross-entropy it cancels.</source>
        <translation>多乘了激活函数的导数：用交叉熵时它会约掉。</translation>
    </message>
    <message>
        <source>That uses a weight that is updated already: all gradients take the old weights.</source>
        <translation>这里用了已经更新过的权重：所有梯度都要用旧权重来算。</translation>
    </message>
    <message>
        <source>That is the part of one sample: the step takes the mean of the batch.</source>
        <translation>这只是一个样本的部分：一步所用的是整批的平均。</translation>
    </message>
    <message>
        <source>The learning rate is missing.</source>
        <translation>漏了学习率。</translation>
    </message>
    <message>
        <source>The gradient is added: a step goes against it, old − rate × gradient.</source>
        <translation>这里加上了梯度：应当逆着梯度走，旧权重 − 学习率 × 梯度。</translation>
    </message>
    <message>
        <source>This one is locked: it does not move.</source>
        <translation>它已锁定：不会变动。</translation>
    </message>
    <message>
        <source>Nearly: rounded too early. Point at a number to see all its digits; two right digits are enough.</source>
        <translation>差一点：舍入得太早了。把鼠标指向一个数可以看到它的全部位数；答对两位就够了。</translation>
    </message>
    <message>
        <source>Right so far: give at least two digits.</source>
        <translation>目前是对的：请至少给出两位有效数字。</translation>
    </message>
    <message>
        <source>The size is right; only the sign is not.</source>
        <translation>大小对了，只是符号反了。</translation>
    </message>
    <message>
        <source>Inner values of the update</source>
        <translation>更新的内部数值</translation>
    </message>
    <message>
        <source>That is added up for another neuron: take δ of the neuron that the weight leads into.</source>
        <translation>这是加到另一个神经元上的：应取该权重所通向的神经元的 δ。</translation>
    </message>
    <message>
        <source>A product of a weighted sum is missing: each weight × its own input, all added up.</source>
        <translation>加权和中少了一个乘积：每个权重 × 它自己的输入，全部相加。</translation>
    </message>
    <message>
        <source>A path is missing: the error comes back from every neuron of the next layer, each weight × its δ.</source>
        <translation>少了一条路径：误差从后一层的每个神经元传回，各为权重 × 它的 δ。</translation>
    </message>
    <message>
        <source>That is what it was before the last step: take the new weights.</source>
        <translation>这是上一步之前的值：应使用新的权重。</translation>
    </message>
    <message>
        <source>That is twice the right number: the ½ of the loss was lost.</source>
        <translation>这是正确值的两倍：漏了损失里的 ½。</translation>
    </message>
    <message>
        <source>That is half of it: the 2 from the square was lost.</source>
        <translation>这是正确值的一半：漏了平方求导得到的 2。</translation>
    </message>
    <message>
        <source>That is the sum over the batch: divide it by the batch size.</source>
        <translation>这是整批的总和：还要除以批大小。</translation>
    </message>
    <message>
        <source>That is the change alone, learning rate × gradient: take it from the old one.</source>
        <translation>这只是变化量，即学习率 × 梯度：还要从旧值中减去它。</translation>
    </message>
    <message>
        <source>That is z divided by the sum of all z: a softmax takes e to the z of each.</source>
        <translation>这是 z 除以所有 z 之和:softmax 要对每个取 e 的 z 次方。</translation>
    </message>
    <message>
        <source>That is a step of plain gradient descent: this optimiser takes its own.</source>
        <translation>这是普通梯度下降的一步:这个优化器走的是它自己的一步。</translation>
    </message>
    <message>
        <source>That moves by the velocity of the step before: make the new one first.</source>
        <translation>这用的是上一步的速度:先算出新的速度。</translation>
    </message>
    <message>
        <source>m and v are not corrected: divide each by 1 − βᵗ first.</source>
        <translation>m 和 v 没有修正:先各自除以 1 − βᵗ。</translation>
    </message>
    <message>
        <source>The shares are not right: the old one keeps its share, the gradient gets what the formula gives it.</source>
        <translation>份额不对：旧值保留它的份额，梯度得到公式给它的份额。</translation>
    </message>
    <message>
        <source>That divides by 1 − β: it is β to the power of the steps so far.</source>
        <translation>那是除以 1 − β：应是 β 的（到目前的步数）次方。</translation>
    </message>
    <message>
        <source>ε stands inside the root: here it is added to the root.</source>
        <translation>ε 放进了根号里：这里它加在根号外。</translation>
    </message>
    <message>
        <source>The root is missing below the line.</source>
        <translation>分母里缺少根号。</translation>
    </message>
    <message>
        <source>The penalty is missing: l2 · w + l1 · sign(w) is added first.</source>
        <translation>缺少惩罚：要先加上 l2 · w + l1 · sign(w)。</translation>
    </message>
    <message>
        <source>The decay belongs elsewhere: it shrinks the old weight; a penalty&apos;s slope is added to the gradient.</source>
        <translation>衰减用错了地方：它缩小旧权重；加到梯度上的是惩罚的斜率。</translation>
    </message>
    <message>
        <source>That is not the clipped gradient: all of it is multiplied by c / n, n its length.</source>
        <translation>那不是裁剪后的梯度：整个梯度乘以 c / n，n 是它的长度。</translation>
    </message>
    <message>
        <source>Nearly: the digits behind the last one are cut off. Round it instead.</source>
        <translation>差一点：最后一位之后的数字被截掉了，应四舍五入。</translation>
    </message>
    <message>
        <source>In the step before, each layer was updated before the error went back through it: take the old weights.</source>
        <translation>在上一步中，每层在误差回传之前就被更新了：应使用旧的权重。</translation>
    </message>
    <message>
        <source>The size is right; only the sign is not. A delta begins with prediction − target.</source>
        <extracomment>Of some slips one can say more where this is asked.</extracomment>
        <translation>大小对了，只是符号反了。δ 从“预测 − 目标”开始。</translation>
    </message>
    <message>
        <source>That is learning rate × gradient: here only the gradient is asked for.</source>
        <translation>这是学习率 × 梯度：这里只问梯度。</translation>
    </message>
    <message>
        <source>That is {name}&apos;s value: look again at what is asked for.</source>
        <translation>这是 {name} 的值：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is δ of {name}: look again at what is asked for.</source>
        <translation>这是 {name} 的 δ：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is the gradient of {name}: look again at what is asked for.</source>
        <translation>这是 {name} 的梯度：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is {name} itself: look again at what is asked for.</source>
        <translation>这是 {name} 本身：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is the new {name}: look again at what is asked for.</source>
        <translation>这是新的 {name}：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is the target of {name}: look again at what is asked for.</source>
        <translation>这是 {name} 的目标：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is the loss: look again at what is asked for.</source>
        <translation>这是损失：请再看一遍题目问的是什么。</translation>
    </message>
    <message>
        <source>That is δ of {name}: a weight&apos;s gradient is δ × the value that the weight carries.</source>
        <extracomment>Of some numbers one can say what is to be done with them where this is asked.</extracomment>
        <translation>这是 {name} 的 δ：权重的梯度是 δ × 该权重所传的值。</translation>
    </message>
    <message>
        <source>That is the gradient of {name}, a δ × a value: here δ itself is asked for.</source>
        <translation>这是 {name} 的梯度，即 δ × 某个值：这里问的是 δ 本身。</translation>
    </message>
    <message>
        <source>That is the gradient of {name}: the new weight is old − rate × gradient.</source>
        <translation>这是 {name} 的梯度：新权重 = 旧权重 − 学习率 × 梯度。</translation>
    </message>
    <message>
        <source>What is the loss?</source>
        <translation>损失是多少？</translation>
    </message>
    <message>
        <source>What is {name}?</source>
        <translation>{name} 是多少？</translation>
    </message>
    <message>
        <source>What is δ of {name}?</source>
        <translation>{name} 的 δ 是多少？</translation>
    </message>
    <message>
        <source>What is the gradient of {name}?</source>
        <translation>{name} 的梯度是多少？</translation>
    </message>
    <message>
        <source>What is the new {name}?</source>
        <translation>新的 {name} 是多少？</translation>
    </message>
    <message>
        <source>What is {symbol} of {name}, {what}?</source>
        <translation>{name} 的 {symbol}（{what}）是多少？</translation>
    </message>
    <message>
        <source>What is the gradient of {name}, the mean of the batch?</source>
        <translation>{name} 的梯度（整批的平均）是多少？</translation>
    </message>
    <message>
        <source>{name} = {value}</source>
        <translation>{name} = {value}</translation>
    </message>
    <message>
        <source>loss = {value}</source>
        <translation>损失 = {value}</translation>
    </message>
    <message>
        <source>δ of {name} = {value}</source>
        <translation>{name} 的 δ = {value}</translation>
    </message>
    <message>
        <source>gradient of {name} = {value}</source>
        <translation>{name} 的梯度 = {value}</translation>
    </message>
    <message>
        <source>new {name} = {value}</source>
        <translation>新的 {name} = {value}</translation>
    </message>
    <message>
        <source>{symbol} of {name} = {value}</source>
        <translation>{name} 的 {symbol} = {value}</translation>
    </message>
    <message>
        <source>δ of {name}: how the loss changes with z, the sum that goes into {name}.</source>
        <translation>{name} 的 δ：损失如何随 z（送入 {name} 的总和）而变。</translation>
    </message>
    <message>
        <source>δ of {name} is {value}.</source>
        <translation>{name} 的 δ 是 {value}。</translation>
    </message>
    <message>
        <source>The other samples of the batch of {n} add up to {value}.</source>
        <translation>本批共 {n} 个样本，其余样本之和是 {value}。</translation>
    </message>
    <message>
        <source>Its gradient is {value}.</source>
        <translation>它的梯度是 {value}。</translation>
    </message>
    <message>
        <source>{symbol} was {value}.</source>
        <translation>{symbol} 原来是 {value}。</translation>
    </message>
    <message>
        <source>The power βᵗ is {value}.</source>
        <translation>幂 βᵗ 是 {value}。</translation>
    </message>
    <message>
        <source>{symbol} is {value}.</source>
        <translation>{symbol} 是 {value}。</translation>
    </message>
    <message>
        <source>The rate of this step is {value}.</source>
        <translation>这一步的学习率是 {value}。</translation>
    </message>
    <message>
        <source>Sample {n}.</source>
        <translation>样本 {n}。</translation>
    </message>
    <message>
        <source>Sample {n}: all inputs are 0, and so are the products with them.</source>
        <translation>样本 {n}：输入全是 0，与它们的乘积也都是 0。</translation>
    </message>
    <message>
        <source>Sample {n}: {values}.</source>
        <translation>样本 {n}：{values}。</translation>
    </message>
    <message>
        <source>Not yet, and no usual slip gives this number. A hint may help.</source>
        <translation>还不对；常见的错误都得不出这个数。可以看看提示。</translation>
    </message>
    <message>
        <source>Question {n} of {asked}</source>
        <translation>第 {n} 题，共 {asked} 题</translation>
    </message>
    <message>
        <source>Question {n} of {asked}, from {count} values</source>
        <translation>第 {n} 题，共 {asked} 题，选自 {count} 个值</translation>
    </message>
    <message>
        <source>No question done yet</source>
        <translation>还没有完成任何一题</translation>
    </message>
    <message>
        <source>{right} of {total} right</source>
        <translation>答对 {right}/{total} 题</translation>
    </message>
    <message>
        <source>{n} at first try</source>
        <translation>{n} 题一次答对</translation>
    </message>
    <message>
        <source>{n} with a hint</source>
        <translation>{n} 题用了提示</translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation>{n} 题看了答案</translation>
    </message>
    <message>
        <source>{kind} · {right}/{total}</source>
        <translation>{kind} · {right}/{total}</translation>
    </message>
    <message>
        <source>That is {name} before the step.</source>
        <translation>这是这一步之前的 {name}。</translation>
    </message>
</context>
<context>
    <name>QuizPanel</name>
    <message>
        <source>Choose below what to ask for.</source>
        <translation>请在下面选择要问哪些数。</translation>
    </message>
    <message>
        <source>The network trains; your turn comes when it pauses.</source>
        <translation>网络正在训练；暂停之后就轮到您了。</translation>
    </message>
    <message>
        <source>Training has diverged here: there is nothing to ask for.</source>
        <translation>训练在此已经发散：没有可问的数。</translation>
    </message>
    <message>
        <source>✓ Right: {result}</source>
        <translation>✓ 正确：{result}</translation>
    </message>
    <message>
        <source>Your turn</source>
        <translation>轮到您了</translation>
    </message>
    <message>
        <source>0.3, 1/3, ..</source>
        <translation>0.3、1/3 ..</translation>
    </message>
    <message>
        <source>Enter goes on</source>
        <extracomment>Numbers that are given have so many digits more than are asked for.</extracomment>
        <translation>按 Enter 继续</translation>
    </message>
    <message>
        <source>Plain gradient descent has no inner values: choose another optimiser, or another kind.</source>
        <translation>普通梯度下降没有内部数值：请选择另一种优化器或另一类数。</translation>
    </message>
    <message>
        <source>Answer: {result}</source>
        <translation>答案：{result}</translation>
    </message>
    <message>
        <source>Of each kind at most 12 numbers are asked for in a step, others in the next one. Samples whose inputs are all 0 are passed over.</source>
        <translation>每一步中，每类数最多问 12 个，下一步再问别的。输入全为 0 的样本会跳过。</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>核对(&amp;C)</translation>
    </message>
    <message>
        <source>Compare the answer with what the engine computes (Enter)</source>
        <translation>把答案与程序算出的数比较 (Enter)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一题</translation>
    </message>
    <message>
        <source>Go on to the next question (Enter)</source>
        <translation>继续做下一题 (Enter)</translation>
    </message>
    <message>
        <source>Hin&amp;t</source>
        <translation>提示(&amp;T)</translation>
    </message>
    <message>
        <source>Show the formula, without its numbers</source>
        <translation>显示公式，不带数值</translation>
    </message>
    <message>
        <source>&amp;Show me</source>
        <translation>显示答案(&amp;S)</translation>
    </message>
    <message>
        <source>Show the answer and how it is worked out</source>
        <translation>显示答案和计算过程</translation>
    </message>
    <message>
        <source>Ask f&amp;or</source>
        <translation>出题(&amp;O)</translation>
    </message>
    <message>
        <source>Choose what to be asked for; see how each kind goes</source>
        <translation>选择要问哪些数；查看各类的得分</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>Go on; the question does not count</source>
        <translation>继续；这道题不计分</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message numerus="yes">
        <source>%Ln edit(s) before</source>
        <extracomment>Lines named on a card; of more, those nearest to the mouse. Edits at one step named on a card, which would be higher than the plot otherwise. Pixels between the upright line and the card.</extracomment>
        <translation>
            <numerusform>之前还有 %Ln 处修改</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>numbers put in</source>
        <translation>代入数字</translation>
    </message>
    <message>
        <source>numbers put into line {about}</source>
        <translation>把数字代入第 {about} 行</translation>
    </message>
    <message>
        <source>each input × its weight, added up</source>
        <translation>每个输入 × 权重，再求和</translation>
    </message>
    <message>
        <source>each input × its weight, plus the bias</source>
        <translation>每个输入 × 权重之和，加偏置</translation>
    </message>
    <message>
        <source>weighted sum; a = z</source>
        <translation>加权和；a = z</translation>
    </message>
    <message>
        <source>weighted sum plus bias; a = z</source>
        <translation>加权和加偏置；a = z</translation>
    </message>
    <message>
        <source>activation function of z</source>
        <translation>对 z 用激活函数</translation>
    </message>
    <message>
        <source>definition of {about}</source>
        <translation>{about}的定义</translation>
    </message>
    <message>
        <source>activation function of the weighted sum</source>
        <translation>对加权和用激活函数</translation>
    </message>
    <message>
        <source>all sums of the layer at once</source>
        <translation>整层的加权和一次算出</translation>
    </message>
    <message>
        <source>each neuron of the layer below written out</source>
        <translation>把前一层的每个神经元写开</translation>
    </message>
    <message>
        <source>definition of the loss</source>
        <translation>损失的定义</translation>
    </message>
    <message>
        <source>mean over the batch</source>
        <translation>对批次求平均</translation>
    </message>
    <message>
        <source>what δ stands for</source>
        <translation>δ 的含义</translation>
    </message>
    <message>
        <source>chain rule</source>
        <translation>链式法则</translation>
    </message>
    <message>
        <source>chain rule: sum over the paths</source>
        <translation>链式法则：对各条路径求和</translation>
    </message>
    <message>
        <source>chain rule: sum over the outputs</source>
        <translation>链式法则：对各个输出求和</translation>
    </message>
    <message>
        <source>each derivative written out</source>
        <translation>写出每个导数</translation>
    </message>
    <message>
        <source>derivative of the loss</source>
        <translation>损失的导数</translation>
    </message>
    <message>
        <source>derivative of {about}</source>
        <translation>{about}的导数</translation>
    </message>
    <message>
        <source>the prediction below the line cancels</source>
        <translation>分母中的预测约去</translation>
    </message>
    <message>
        <source>derivatives of loss and activation, simplified</source>
        <translation>损失与激活函数的导数，已化简</translation>
    </message>
    <message>
        <source>multiplied out</source>
        <translation>展开相乘</translation>
    </message>
    <message>
        <source>the prediction taken out as a factor</source>
        <translation>提出公因子：预测</translation>
    </message>
    <message>
        <source>the targets add up to 1</source>
        <translation>目标之和为 1</translation>
    </message>
    <message>
        <source>chain rule; δ of {about}, computed before</source>
        <translation>链式法则；{about} 的 δ 前面已算出</translation>
    </message>
    <message>
        <source>chain rule: sum over the paths, each δ computed before</source>
        <translation>链式法则：对各条路径求和，各 δ 前面已算出</translation>
    </message>
    <message>
        <source>chain rule; δ of {about}, computed before; f′ = 1</source>
        <translation>链式法则；{about} 的 δ 前面已算出；f′ = 1</translation>
    </message>
    <message>
        <source>chain rule: sum over the paths; f′ = 1</source>
        <translation>链式法则：对各条路径求和；f′ = 1</translation>
    </message>
    <message>
        <source>every weight from here is cut</source>
        <translation>由此出发的权重都已切断</translation>
    </message>
    <message>
        <source>the first links are the δ of the next layer</source>
        <translation>前几环就是后一层的 δ</translation>
    </message>
    <message>
        <source>all links up to z are δ of {about}</source>
        <translation>直到 z 的各环就是 {about} 的 δ</translation>
    </message>
    <message>
        <source>δ of {about}, computed before, × input</source>
        <translation>前面已算出的 {about} 的 δ × 输入</translation>
    </message>
    <message>
        <source>bias: its input is 1</source>
        <translation>偏置：它的输入是 1</translation>
    </message>
    <message>
        <source>chain rule: back through the weights, transposed</source>
        <translation>链式法则：经转置的权重回传</translation>
    </message>
    <message>
        <source>chain rule: each entry × its f′(z)</source>
        <translation>链式法则：每个元素 × 各自的 f′(z)</translation>
    </message>
    <message>
        <source>each gradient is input × δ</source>
        <translation>每个梯度是输入 × δ</translation>
    </message>
    <message>
        <source>a row for each sample; mean over the batch</source>
        <translation>每个样本一行；对批次求平均</translation>
    </message>
    <message>
        <source>rate × gradient, taken off</source>
        <translation>减去学习率 × 梯度</translation>
    </message>
    <message>
        <source>the gradient is δ × input</source>
        <translation>梯度是 δ × 输入</translation>
    </message>
    <message>
        <source>the gradient of a bias is δ</source>
        <translation>偏置的梯度就是 δ</translation>
    </message>
    <message>
        <source>δ of a linear neuron: δ above × weight</source>
        <translation>线性神经元的 δ：后一层的 δ × 权重</translation>
    </message>
    <message>
        <source>locked: it does not move</source>
        <translation>已锁定：不变</translation>
    </message>
    <message>
        <source>the slope of the penalty is added</source>
        <translation>加上惩罚项的导数</translation>
    </message>
    <message>
        <source>a bias has no penalty</source>
        <translation>偏置没有惩罚项</translation>
    </message>
    <message>
        <source>length of the whole gradient</source>
        <translation>整个梯度的长度</translation>
    </message>
    <message>
        <source>longer than c: shortened to c</source>
        <translation>比 c 长：缩短到 c</translation>
    </message>
    <message>
        <source>not longer than c: it stays</source>
        <translation>不比 c 长：保持不变</translation>
    </message>
    <message>
        <source>running mean of squared gradients</source>
        <translation>梯度平方的滑动平均</translation>
    </message>
    <message>
        <source>all squared gradients so far, added up</source>
        <translation>至今所有梯度平方之和</translation>
    </message>
    <message>
        <source>makes up for the start at 0, t steps ago</source>
        <translation>补偿 t 步之前从 0 开始</translation>
    </message>
    <message>
        <source>rate × gradient</source>
        <translation>学习率 × 梯度</translation>
    </message>
    <message>
        <source>the step is taken off</source>
        <translation>减去这一步</translation>
    </message>
    <message>
        <source>the weight decays, and the step is taken off</source>
        <translation>权重先衰减，再减去这一步</translation>
    </message>
    <message>
        <source>each step multiplies what is older by its share</source>
        <translation>每走一步，更早的部分就再乘一次保留比例</translation>
    </message>
    <message>
        <source>every squared gradient counts in full</source>
        <translation>每个梯度平方都全部计入</translation>
    </message>
    <message>
        <source>slope between two points near by</source>
        <translation>相近两点之间的斜率</translation>
    </message>
    <message>
        <source>rate × gradient ÷ usual size of the gradients</source>
        <translation>学习率 × 梯度 ÷ 梯度的通常大小</translation>
    </message>
    <message>
        <source>rate × mean gradient ÷ usual size of the gradients</source>
        <translation>学习率 × 平均梯度 ÷ 梯度的通常大小</translation>
    </message>
    <message>
        <source>cross-entropy: target × −ln prediction</source>
        <translation>交叉熵：目标 × −ln 预测</translation>
    </message>
    <message>
        <source>half of the squared error</source>
        <extracomment>Of some things one can say more: of a loss, of what an optimiser remembers, of its step.</extracomment>
        <translation>误差平方的一半</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>误差的平方</translation>
    </message>
    <message>
        <source>squared error, mean over the outputs</source>
        <translation>误差的平方，对输出求平均</translation>
    </message>
    <message>
        <source>size of the error</source>
        <translation>误差的绝对值</translation>
    </message>
    <message>
        <source>half square up to 1, a straight line beyond</source>
        <translation>1 以内为平方的一半，之外为直线</translation>
    </message>
    <message>
        <source>the half cancels the 2 of the square</source>
        <translation>½ 与平方带来的 2 抵消</translation>
    </message>
    <message>
        <source>the square brings a 2</source>
        <translation>平方带来一个 2</translation>
    </message>
    <message>
        <source>the square brings a 2; mean over the outputs</source>
        <translation>平方带来一个 2；对输出求平均</translation>
    </message>
    <message>
        <source>slope of a size: the sign</source>
        <translation>绝对值的导数：符号</translation>
    </message>
    <message>
        <source>the error up to 1, its sign beyond</source>
        <translation>1 以内为误差，之外为其符号</translation>
    </message>
    <message>
        <source>a share of the old velocity, plus the gradient</source>
        <translation>保留一部分旧速度，加上梯度</translation>
    </message>
    <message>
        <source>running mean of gradients</source>
        <translation>梯度的滑动平均</translation>
    </message>
    <message>
        <source>the largest v so far</source>
        <translation>至今最大的 v</translation>
    </message>
    <message>
        <source>rate × velocity</source>
        <translation>学习率 × 速度</translation>
    </message>
    <message>
        <source>rate × (gradient + what the velocity adds next)</source>
        <translation>学习率 ×（梯度 + 速度接着要加的部分）</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Recovery copies cannot be switched: {reason}.</source>
        <extracomment>Milliseconds from a change to its copy; steps of a run alone can be trained again, and wait longer. something was done or is not possible: a sentence for the notice what the copy that is there was made of</extracomment>
        <translation>无法切换恢复副本：{reason}。</translation>
    </message>
    <message>
        <source>Recovery copies are off, and all that were there are erased.</source>
        <translation>恢复副本已关闭，已有的副本全部删除。</translation>
    </message>
    <message>
        <source>There is nothing to recover.</source>
        <translation>没有可恢复的内容。</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Recover</source>
        <extracomment>FoundCopy</extracomment>
        <translation>恢复</translation>
    </message>
    <message>
        <source>When bpgui last ended, this was not saved:</source>
        <translation>bpgui 上次结束时，以下内容未保存：</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最后更改</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Sessions that were not saved</source>
        <translation>未保存的会话</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后(&amp;L)</translation>
    </message>
    <message>
        <source>Erase the copy for good</source>
        <translation>永久删除此副本</translation>
    </message>
    <message>
        <source>File &gt; Recover shows it for 30 days</source>
        <translation>“文件 &gt; 恢复”会将其保留 30 天</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>Rename the column</source>
        <translation>重命名列</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Copied</source>
        <extracomment>Kinds of errors whose details are kept.</extracomment>
        <translation>已复制</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详情(&amp;C)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>ResidualsPicture</name>
    <message>
        <source>Residuals</source>
        <extracomment>Pixels from a sample within which the mouse takes hold of it; and around the plot.</extracomment>
        <translation>残差</translation>
    </message>
    <message>
        <source>Predicted against target</source>
        <translation>预测与目标</translation>
    </message>
    <message>
        <source>residual: prediction - target</source>
        <translation>残差：预测 - 目标</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>Response</name>
    <message>
        <source>training</source>
        <extracomment>Classes or outputs that are named.</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>{drawn} of {all} samples are drawn</source>
        <translation>绘出 {all} 个样本中的 {drawn} 个</translation>
    </message>
    <message>
        <source> and </source>
        <extracomment>Outputs that are told, the largest first.</extracomment>
        <translation> 和 </translation>
    </message>
    <message>
        <source>{what} over {inputs}</source>
        <translation>{what} 随 {inputs} 的变化</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Test sample {n}</source>
        <translation>测试样本 {n}</translation>
    </message>
    <message>
        <source>Sample {n}</source>
        <translation>样本 {n}</translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation>目标 {value}</translation>
    </message>
</context>
<context>
    <name>ResponsePanel</name>
    <message>
        <source>&amp;Shows</source>
        <extracomment>Seconds between two pictures in a run, at least: three frames. Pixels beside all that is in the panel. a response is shown what is shown: a neuron, or all outputs how many inputs the lists have where those that varied are in a network that the lists do not have yet</extracomment>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Input across</source>
        <translation>横轴输入</translation>
    </message>
    <message>
        <source>Input up</source>
        <translation>纵轴输入</translation>
    </message>
    <message>
        <source>Other inputs are held at those of the chosen sample.</source>
        <translation>其他输入保持为所选样本的值。</translation>
    </message>
    <message>
        <source>All outputs</source>
        <translation>所有输出</translation>
    </message>
    <message>
        <source>The largest output</source>
        <translation>最大的输出</translation>
    </message>
    <message>
        <source>Hidden while something is asked.</source>
        <translation>提问期间不显示。</translation>
    </message>
    <message>
        <source>What the network computes</source>
        <translation>网络计算什么</translation>
    </message>
    <message>
        <source>Answer: {values}</source>
        <translation>结果：{values}</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Samples that are counted</source>
        <extracomment>results are shown</extracomment>
        <translation>统计的样本</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>绘制的内容</translation>
    </message>
    <message>
        <source>Predicted against target</source>
        <translation>预测与目标</translation>
    </message>
    <message>
        <source>Residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Hidden while something is asked.</source>
        <translation>提问期间不显示。</translation>
    </message>
    <message>
        <source>Counted at rest, between two steps.</source>
        <translation>在两步之间静止时统计。</translation>
    </message>
    <message>
        <source>{n} classes are too many for a matrix.</source>
        <translation>{n} 个类别太多，无法用矩阵显示。</translation>
    </message>
    <message>
        <source>{right} of {n} right, {share} %. Click or Enter shows a cell&apos;s samples in the table.</source>
        <translation>{n} 个中有 {right} 个正确，{share} %。点击或按回车，可在表中查看该格的样本。</translation>
    </message>
    <message>
        <source>{n} samples: root mean square {rmse}, mean absolute {mae}</source>
        <translation>{n} 个样本：均方根误差 {rmse}，平均绝对误差 {mae}</translation>
    </message>
    <message>
        <source>; too large to be drawn: {left}</source>
        <translation>；太大而无法绘制：{left}</translation>
    </message>
    <message>
        <source>Sample {n}: target {target}, predicted {predicted}, residual {residual}</source>
        <translation>样本 {n}：目标 {target}，预测 {predicted}，残差 {residual}</translation>
    </message>
    <message>
        <source>true {actual}, predicted {predicted}, at step {step}</source>
        <translation>真实 {actual}，预测 {predicted}，第 {step} 步</translation>
    </message>
</context>
<context>
    <name>RightnessMarks</name>
    <message>
        <source>training accuracy {share} %</source>
        <extracomment>it is known now, which it was not when it was asked for</extracomment>
        <translation>训练准确率 {share} %</translation>
    </message>
    <message>
        <source>test accuracy {share} %</source>
        <translation>测试准确率 {share} %</translation>
    </message>
</context>
<context>
    <name>RoundingWindow</name>
    <message>
        <source>Parameters and gradients at step {step}; choose a row above for those of another step.</source>
        <extracomment>More outputs and parameters than these are not written out.</extracomment>
        <translation>第 {step} 步的参数和梯度；要看别的步，请在上表中选一行。</translation>
    </message>
    <message>
        <source>These are the first {most} of {count}.</source>
        <translation>这里是 {count} 个中的前 {most} 个。</translation>
    </message>
    <message>
        <source>The training is being rounded...</source>
        <translation>正在计算舍入后的训练…</translation>
    </message>
    <message>
        <source>At step {step}: exact {exact}, rounded {rounded}.</source>
        <translation>第 {step} 步：精确值 {exact}，舍入值 {rounded}。</translation>
    </message>
    <message>
        <source>At step {step}: exact {exact}, which rounded once is {once}; rounded all the way it is {rounded}.</source>
        <translation>第 {step} 步：精确值 {exact}，只在最后舍入得 {once}；一路舍入则得 {rounded}。</translation>
    </message>
    <message>
        <source>Up to step {step} the rounded training still moves.</source>
        <translation>直到第 {step} 步，舍入的训练仍在变化。</translation>
    </message>
    <message>
        <source>From step {step} on nothing moves any more: every update is rounded away. It stays at {value}.</source>
        <translation>从第 {step} 步起再也不动：每次更新都被舍入抹掉了。预测停在 {value}。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Exact prediction</source>
        <translation>精确的预测</translation>
    </message>
    <message>
        <source>Rounded prediction</source>
        <translation>舍入的预测</translation>
    </message>
    <message>
        <source>Exact loss</source>
        <translation>精确的损失</translation>
    </message>
    <message>
        <source>Rounded loss</source>
        <translation>舍入的损失</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Exact value</source>
        <translation>精确的值</translation>
    </message>
    <message>
        <source>Rounded value</source>
        <translation>舍入的值</translation>
    </message>
    <message>
        <source>Exact gradient</source>
        <translation>精确的梯度</translation>
    </message>
    <message>
        <source>Rounded gradient</source>
        <translation>舍入的梯度</translation>
    </message>
    <message>
        <source>Rounded by hand</source>
        <translation>手算舍入</translation>
    </message>
    <message>
        <source>&amp;Round to</source>
        <translation>舍入到(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>decimals</source>
        <translation>位小数</translation>
    </message>
    <message>
        <source>significant digits</source>
        <translation>位有效数字</translation>
    </message>
    <message>
        <source>the first step</source>
        <translation>第一步开始</translation>
    </message>
    <message>
        <source>where the cursor stands</source>
        <translation>光标所在处开始</translation>
    </message>
    <message>
        <source>Bold and red: not what the exact number, rounded once, would be. A tie is rounded up: 0.125 to 0.13.</source>
        <translation>红色粗体：与精确值只舍入一次的结果不同。恰在正中时向上舍入：0.125 成为 0.13。</translation>
    </message>
    <message>
        <source>How far the rounding is</source>
        <translation>舍入计算的进度</translation>
    </message>
    <message>
        <source>Exact and rounded parameters and gradients</source>
        <translation>精确的与舍入的参数和梯度</translation>
    </message>
    <message>
        <source>Gradients and hidden deltas too</source>
        <translation>梯度和隐藏层的 δ 也舍入</translation>
    </message>
    <message>
        <source>Hidden until you have answered.</source>
        <translation>回答之后才显示。</translation>
    </message>
    <message>
        <source>Every neuron&apos;s value, the loss, the output&apos;s delta and every new weight are rounded in any case.</source>
        <translation>每个神经元的值、损失、输出的 δ 和每个新权重总会舍入。</translation>
    </message>
    <message>
        <source>How many digits remain</source>
        <translation>保留几位</translation>
    </message>
    <message>
        <source>Decimals or significant digits</source>
        <translation>小数位数或有效数字</translation>
    </message>
    <message>
        <source>Where the copy begins</source>
        <translation>从哪里开始舍入</translation>
    </message>
    <message>
        <source>Exact and rounded training, step by step</source>
        <translation>精确的与舍入的训练，逐步对照</translation>
    </message>
    <message>
        <source>What rounding does</source>
        <translation>舍入的影响</translation>
    </message>
</context>
<context>
    <name>RungBox</name>
    <message>
        <source>Move by</source>
        <translation>每次移动</translation>
    </message>
    <message>
        <source>How far one move goes: F11 forwards, Shift+F11 backwards (Ctrl+1 to Ctrl+7)</source>
        <translation>每次走多远：F11 前进，Shift+F11 后退 (Ctrl+1 到 Ctrl+7)</translation>
    </message>
</context>
<context>
    <name>SchedulePicture</name>
    <message>
        <source>The learning rate of step {step} is {now}; {rate} was set.</source>
        <extracomment>Pixels at text size 100 %, and digits of the axes. Pixels between the present rate and its point, and at least between it and the line.</extracomment>
        <translation>第 {step} 步的学习率是 {now}；设定的是 {rate}。</translation>
    </message>
    <message>
        <source>The schedule</source>
        <translation>学习率计划</translation>
    </message>
</context>
<context>
    <name>SeenPanel</name>
    <message>
        <source>What was learnt</source>
        <translation>学到了什么</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算结果</translation>
    </message>
    <message>
        <source>What the network computes over its inputs</source>
        <translation>网络在其输入上计算什么</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Which samples are predicted wrongly, and by how much</source>
        <translation>哪些样本预测错误，以及相差多少</translation>
    </message>
</context>
<context>
    <name>SizesDialog</name>
    <message>
        <source>Sizes of the network</source>
        <extracomment>So many neurons are named, no more.</extracomment>
        <translation>网络的各层大小</translation>
    </message>
    <message>
        <source>&amp;Sizes, the inputs first</source>
        <translation>大小，从输入开始(&amp;S)</translation>
    </message>
    <message>
        <source>These are the present sizes.</source>
        <translation>这就是当前的大小。</translation>
    </message>
    <message>
        <source>no neuron</source>
        <translation>无神经元</translation>
    </message>
    <message numerus="yes">
        <source>Goes: {gone}; %Ln weight(s) or bias(es).</source>
        <translation>
            <numerusform>移除：{gone}；%Ln 个权重或偏置。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New: {new}; %Ln weight(s) or bias(es).</source>
        <translation>
            <numerusform>新增：{new}；%Ln 个权重或偏置。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln weight(s) or bias(es) stay as they are.</source>
        <translation>
            <numerusform>%Ln 个权重或偏置保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>A new timeline begins at step 0; Undo brings the old one back.</source>
        <translation>新的时间线从第 0 步开始；撤销可恢复原来的时间线。</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另外 {n} 个</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
</context>
<context>
    <name>SplitFields</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A share, drawn</source>
        <translation>随机抽取一定比例</translation>
    </message>
    <message>
        <source>The last ones</source>
        <translation>最后若干个</translation>
    </message>
    <message>
        <source>Each class alike (strati&amp;fied)</source>
        <translation>各类比例相同（分层）(&amp;F)</translation>
    </message>
    <message>
        <source>Stratified: the test samples have each class in the same share</source>
        <translation>分层：测试样本中各类的比例相同</translation>
    </message>
    <message>
        <source>Test sam&amp;ples</source>
        <translation>测试样本(&amp;P)</translation>
    </message>
    <message>
        <source>Sh&amp;are</source>
        <translation>比例(&amp;A)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>个数(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>The settings were damaged; what could not be read began anew.</source>
        <extracomment>Why a start begins with default settings. Milliseconds from the last panel to the warm-up, which would keep it from being painted. the first paint is done</extracomment>
        <translation>设置文件已损坏；无法读取的设置已恢复默认值。</translation>
    </message>
    <message>
        <source>The last start ended before its window appeared, so this one began with default settings.</source>
        <translation>上次启动在窗口出现之前就结束了，因此这次以默认设置启动。</translation>
    </message>
    <message>
        <source>This start began with default settings, as asked.</source>
        <translation>已按要求以默认设置启动。</translation>
    </message>
    <message>
        <source>The earlier ones are kept in {path}.</source>
        <translation>之前的设置保存在 {path}。</translation>
    </message>
</context>
<context>
    <name>StartingField</name>
    <message>
        <source>Nothing</source>
        <extracomment>another one is chosen: StartingPoint, None for a network from nothing</extracomment>
        <translation>空白</translation>
    </message>
    <message>
        <source>This network, other numbers</source>
        <translation>当前网络，换用其他数值</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <extracomment>More outputs than these are not written out.</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step {step} of {last}</source>
        <translation>第 {step} 步，共 {last} 步</translation>
    </message>
    <message>
        <source>{where}, in the past</source>
        <translation>{where}，处于过去</translation>
    </message>
    <message>
        <source>{where}, preview</source>
        <translation>{where}，预览</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>第 {n} 轮</translation>
    </message>
    <message>
        <source>sample {n} of {count}</source>
        <translation>样本 {n}，共 {count} 个</translation>
    </message>
    <message>
        <source>input that is tried</source>
        <translation>试算的输入</translation>
    </message>
    <message>
        <source>prediction {value}</source>
        <translation>预测 {value}</translation>
    </message>
    <message>
        <source>a new timeline begins; Undo brings the old one back</source>
        <translation>新的时间线开始；撤销可恢复原来的时间线</translation>
    </message>
    <message numerus="yes">
        <source>a new timeline begins; Undo brings the old one back with its %Ln step(s)</source>
        <translation>
            <numerusform>新的时间线开始；撤销可恢复原来的时间线及其 %Ln 步</numerusform>
        </translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>损失 {value}</translation>
    </message>
    <message>
        <source>batch loss {value}</source>
        <translation>本批损失 {value}</translation>
    </message>
    <message>
        <source>prediction {value} (target {target})</source>
        <translation>预测 {value}（目标 {target}）</translation>
    </message>
    <message>
        <source>sample loss {value}</source>
        <translation>样本损失 {value}</translation>
    </message>
    <message>
        <source>forward: inputs become a prediction</source>
        <translation>前向：由输入得到预测</translation>
    </message>
    <message>
        <source>loss: how far the prediction is from the target</source>
        <translation>损失：预测离目标有多远</translation>
    </message>
    <message>
        <source>backward: the error flows back</source>
        <translation>反向：误差往回传</translation>
    </message>
    <message>
        <source>update: every weight moves against its gradient</source>
        <translation>更新：每个权重逆着梯度移动</translation>
    </message>
    <message>
        <source>Redo brings back steps {first} to {last}</source>
        <translation>重做可找回第 {first} 到 {last} 步</translation>
    </message>
    <message>
        <source>An edit here starts a new future</source>
        <translation>在此编辑将开始新的未来</translation>
    </message>
</context>
<context>
    <name>StepsDialog</name>
    <message>
        <source>Run many steps</source>
        <translation>运行多步</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>步数(&amp;S)</translation>
    </message>
</context>
<context>
    <name>Structure</name>
    <message>
        <source>Menu: {layer}</source>
        <translation>菜单：{layer}</translation>
    </message>
    <message>
        <source>Remove the last neuron, {name}: {layer}</source>
        <translation>移除最后一个神经元 {name}：{layer}</translation>
    </message>
    <message>
        <source>Show all neurons: {layer}</source>
        <translation>显示所有神经元：{layer}</translation>
    </message>
    <message>
        <source>Insert a layer that changes nothing yet: {before} | {after}</source>
        <translation>插入一个暂不改变结果的层：{before} | {after}</translation>
    </message>
    <message>
        <source>Add a neuron: {layer}</source>
        <translation>添加神经元：{layer}</translation>
    </message>
    <message>
        <source>&amp;Show all neurons, small as they are</source>
        <translation>显示所有神经元，即使很小(&amp;S)</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <extracomment>What has a name that can be typed: a neuron, or a layer by its number (0 = inputs). Pixels at text size 100 %: the least width that is read, and what stands beside the text. the field closed by a key; the view may have the focus again whose name is being typed</extracomment>
        <translation>{name} 的名称</translation>
    </message>
    <message>
        <source>{reason} Enter again takes it.</source>
        <translation>{reason} 再按 Enter 采用。</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <extracomment>Shows, while an entry is looked at, the neurons that it would remove.</extracomment>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Add a neuron &amp;beside</source>
        <translation>在旁边添加神经元(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制神经元(&amp;D)</translation>
    </message>
    <message>
        <source>Duplicate, outgoing weights &amp;halved</source>
        <translation>复制，输出权重减半(&amp;H)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Re&amp;move {name}</source>
        <translation>移除 {name}(&amp;M)</translation>
    </message>
    <message>
        <source>Re&amp;name the layer</source>
        <translation>重命名该层(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Biases</source>
        <translation>偏置(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Draw its weights anew</source>
        <translation>重新抽取该层的权重(&amp;D)</translation>
    </message>
    <message>
        <source>Add a &amp;neuron</source>
        <translation>添加神经元(&amp;N)</translation>
    </message>
    <message>
        <source>Remove the &amp;last neuron, {name}</source>
        <translation>移除最后一个神经元 {name}(&amp;L)</translation>
    </message>
    <message>
        <source>Insert a layer be&amp;fore</source>
        <translation>在前面插入层(&amp;F)</translation>
    </message>
    <message>
        <source>Insert a layer &amp;after</source>
        <translation>在后面插入层(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove the layer</source>
        <translation>移除该层(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Sizes of the network...</source>
        <translation>网络的各层大小(&amp;S)...</translation>
    </message>
    <message>
        <source>Ac&amp;tivation</source>
        <translation>激活函数(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Submenus</name>
    <message>
        <source>{entry}: only with one or two inputs</source>
        <extracomment>how quickly values travel: a name of PACES whether neurons show what they compute whether plots show the future that an edit replaced the code of a language, or &quot;system&quot; texts have another size</extracomment>
        <translation>{entry}：仅限一两个输入</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢速</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
</context>
<context>
    <name>TableBar</name>
    <message>
        <source>Samples</source>
        <extracomment>cells are to be shown as they were given, or as the network sees them the row for finding is to open the table is to fill the window, or to go back to its place</extracomment>
        <translation>样本</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>As given</source>
        <translation>原始值</translation>
    </message>
    <message>
        <source>On: the data as they were given. Off: what the network sees.</source>
        <translation>开：给出的原始数据。关：网络所见。</translation>
    </message>
    <message>
        <source>Find and filter (Ctrl+F)</source>
        <translation>查找和筛选 (Ctrl+F)</translation>
    </message>
    <message>
        <source>The table as the whole window, and back (F12)</source>
        <translation>表格占满窗口，再按返回 (F12)</translation>
    </message>
    <message>
        <source>&amp;Insert a sample</source>
        <translation>插入样本(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation>删除(&amp;E)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Test samples...</source>
        <translation>测试样本(&amp;T)...</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message>
        <source>This once, training is slower for half a minute.</source>
        <extracomment>what the start has to say, once the window is there</extracomment>
        <translation>仅此一次：约半分钟内训练较慢。</translation>
    </message>
    <message>
        <source>Training is slower for half a minute.</source>
        <translation>约半分钟内训练较慢。</translation>
    </message>
    <message>
        <source>No font with Chinese characters is installed.</source>
        <translation>没有安装带中文字符的字体。</translation>
    </message>
    <message>
        <source>Go back to the start</source>
        <translation>回到起点</translation>
    </message>
    <message>
        <source>Go to the least test loss</source>
        <translation>到测试损失最小处</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>step {step} of {last}</source>
        <extracomment>Milliseconds of rest before a screen reader is told the values at the cursor. Lines that the card at the cursor may name while the mouse is elsewhere. whose rows the chart shows</extracomment>
        <translation>第 {step} 步，共 {last} 步</translation>
    </message>
    <message>
        <source>step {step}: {values}</source>
        <translation>第 {step} 步：{values}</translation>
    </message>
</context>
<context>
    <name>TrialFields</name>
    <message>
        <source>&amp;Try an input</source>
        <extracomment>Digits of a number that was dragged. another point was typed an input is to be tried, or none any more</extracomment>
        <translation>试算一个输入(&amp;T)</translation>
    </message>
    <message>
        <source>Drag the cross, type numbers, or edit it in the data table. It is never trained with.</source>
        <translation>拖动十字、键入数字，或在数据表中编辑。它从不参与训练。</translation>
    </message>
    <message>
        <source>Answer to what is tried</source>
        <translation>对所试输入的回答</translation>
    </message>
</context>
<context>
    <name>UndoActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>撤销(&amp;U)：{what}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>重做(&amp;R)：{what}</translation>
    </message>
</context>
<context>
    <name>ValidationFields</name>
    <message>
        <source>{count} trainings: {values}</source>
        <extracomment>What is offered to be tried of a setting; of others a range about its present value. what is typed makes this plan, or has this flaw</extracomment>
        <translation>{count} 次训练：{values}</translation>
    </message>
    <message>
        <source>The test samples ({count}) take no part.</source>
        <translation>测试样本（{count} 个）不参与。</translation>
    </message>
    <message>
        <source>&amp;Setting</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Values</source>
        <translation>取值(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Folds</source>
        <translation>折数(&amp;F)</translation>
    </message>
    <message>
        <source>Fol&amp;d seed</source>
        <translation>折的种子(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>轮数(&amp;E)</translation>
    </message>
    <message>
        <source>Stop &amp;below</source>
        <translation>低于此停止(&amp;B)</translation>
    </message>
    <message>
        <source>A list like 0.01, 0.1, 1, or from:to:how many like 0.001:1:10; 0:0.9:10:linear is even</source>
        <translation>列表，如 0.01, 0.1, 1；或 起:止:个数，如 0.001:1:10；0:0.9:10:linear 为等距</translation>
    </message>
    <message>
        <source>Into how many parts the training samples are divided, the classes evenly</source>
        <translation>把训练样本分成几份，各类别均匀分配</translation>
    </message>
    <message>
        <source>The same seed divides the same way</source>
        <translation>相同的种子划分方式相同</translation>
    </message>
    <message>
        <source>How long each training goes on</source>
        <translation>每次训练进行多久</translation>
    </message>
    <message>
        <source>A training ends earlier at the first training loss below this; empty: it does not</source>
        <translation>训练损失首次低于此值时提前结束；留空则不提前</translation>
    </message>
    <message>
        <source>no loss</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>ValidationRoom</name>
    <message>
        <source>fold {n}, {setting} {value}</source>
        <translation>第 {n} 折，{setting} {value}</translation>
    </message>
    <message>
        <source>Save the cross-validation</source>
        <translation>保存交叉验证</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>已保存 {name}。</translation>
    </message>
</context>
<context>
    <name>ValidationTable</name>
    <message>
        <source>{done} of {folds} done</source>
        <translation>已完成 {done}/{folds}</translation>
    </message>
</context>
<context>
    <name>ValidationWindow</name>
    <message>
        <source>validation loss</source>
        <extracomment>ValidationPlan and Training: it is to be opened as a session ValidationPlan and its Results: they are to be written to a file whose plan is shown</extracomment>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Try them</source>
        <translation>开始尝试(&amp;T)</translation>
    </message>
    <message>
        <source>Another session is open now</source>
        <translation>现在打开的是另一个会话</translation>
    </message>
    <message>
        <source>&amp;Use this rate</source>
        <translation>使用该学习率(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Use the rate {value}</source>
        <translation>使用学习率 {value}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Use this value</source>
        <translation>使用该取值(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Use the value {value}</source>
        <translation>使用取值 {value}(&amp;U)</translation>
    </message>
    <message>
        <source>Getting ready to train...</source>
        <translation>正在准备训练...</translation>
    </message>
    <message>
        <source>{done} of {total} trainings</source>
        <translation>已完成 {done}/{total} 次训练</translation>
    </message>
    <message>
        <source>{done} of {total} trainings are done, and kept: Try them goes on.</source>
        <translation>已完成并保留 {done}/{total} 次训练：按“开始尝试”可继续。</translation>
    </message>
    <message>
        <source>Every value diverged in some fold.</source>
        <translation>每个取值都在某一折上发散了。</translation>
    </message>
    <message>
        <source>{value}, without fold {n}: diverged at step {step}. Click or Enter opens it.</source>
        <translation>{value}，不含第 {n} 折：在第 {step} 步发散。单击或按回车可打开。</translation>
    </message>
    <message>
        <source>{value}, without fold {n}: validation loss {loss}, training loss {train}. Click or Enter opens it.</source>
        <translation>{value}，不含第 {n} 折：该折损失 {loss}，训练损失 {train}。单击或按回车可打开。</translation>
    </message>
    <message>
        <source>{value}: diverged in {diverged} of {done} folds.</source>
        <translation>{value}：{done} 折中有 {diverged} 折发散。</translation>
    </message>
    <message>
        <source>{value} has the smallest mean validation loss: {mean} ± {deviation}.</source>
        <translation>{value} 的平均验证损失最小：{mean} ± {deviation}。</translation>
    </message>
    <message>
        <source>{value}: mean validation loss {mean} ± {deviation}.</source>
        <translation>{value}：平均验证损失 {mean} ± {deviation}。</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>交叉验证</translation>
    </message>
    <message>
        <source>Validation loss for each value</source>
        <translation>每个取值的验证损失</translation>
    </message>
    <message>
        <source>Each value is tried on each fold: it trains without the fold, then the fold&apos;s loss is taken. That stands here: a ring for each fold, the spread, a dot for the mean. A click on a ring opens that training.</source>
        <translation>每个取值都在每一折上尝试：先不含这一折训练，再求这一折的损失。结果显示在这里：每一折一个圆圈、其范围，以及表示平均值的圆点。单击圆圈可打开那次训练。</translation>
    </message>
    <message>
        <source>Validation losses, a row for each value</source>
        <translation>验证损失，每个取值一行</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Mean loss</source>
        <translation>平均损失</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>&amp;Open this training</source>
        <translation>打开这次训练(&amp;O)</translation>
    </message>
    <message>
        <source>Save as &amp;CSV...</source>
        <translation>存为 CSV(&amp;C)...</translation>
    </message>
    <message>
        <source>How far the trainings are</source>
        <translation>训练进度</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Linear</source>
        <extracomment>Of the tanh form of GELU: sqrt(2 / pi), and the share of z^3.</extracomment>
        <translation>线性</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid 函数</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh 函数</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU 函数</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>带泄漏的 ReLU</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus 函数</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Hard tanh</source>
        <translation>硬 tanh</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax 函数</translation>
    </message>
    <message>
        <source>Half square</source>
        <extracomment>From this z on, 1 - sigmoid(z) has lost four digits and more.</extracomment>
        <translation>平方的一半</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>平方</translation>
    </message>
    <message>
        <source>Mean square</source>
        <translation>均方</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation>多类交叉熵</translation>
    </message>
    <message>
        <source>Uniform, -1 to 1</source>
        <translation>均匀分布，-1 到 1</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier 方法</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He 方法</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>the gradient with the penalty&apos;s</source>
        <extracomment>What the stages of an update are.</extracomment>
        <translation>加上惩罚的梯度</translation>
    </message>
    <message>
        <source>the clipped gradient</source>
        <translation>裁剪后的梯度</translation>
    </message>
    <message>
        <source>the new velocity</source>
        <translation>新的速度</translation>
    </message>
    <message>
        <source>the new mean or sum of squares</source>
        <translation>新的平方的均值或总和</translation>
    </message>
    <message>
        <source>the new mean of gradients</source>
        <translation>新的梯度均值</translation>
    </message>
    <message>
        <source>the new mean of squares</source>
        <translation>新的平方均值</translation>
    </message>
    <message>
        <source>the largest v so far</source>
        <translation>迄今最大的 v</translation>
    </message>
    <message>
        <source>m, corrected</source>
        <translation>修正后的 m</translation>
    </message>
    <message>
        <source>v, corrected</source>
        <translation>修正后的 v</translation>
    </message>
    <message>
        <source>the step, to be taken off</source>
        <translation>要减去的步长</translation>
    </message>
    <message>
        <source>the new value</source>
        <translation>新的值</translation>
    </message>
    <message>
        <source>Stopped at step {step}, as the stop rule says.</source>
        <translation>按停止条件停在第 {step} 步。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: the training loss {loss} is below {below}.</source>
        <translation>停在第 {step} 步：训练损失 {loss} 低于 {below}。</translation>
    </message>
    <message>
        <source>Early stopping at step {step}: the test loss has not fallen for {patience} epochs.</source>
        <translation>在第 {step} 步早停：测试损失已有 {patience} 轮没有下降。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: the training accuracy is at least {train_accuracy}.</source>
        <translation>在第 {step} 步停止：训练准确率已达到 {train_accuracy}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: the test accuracy is at least {test_accuracy}.</source>
        <translation>在第 {step} 步停止：测试准确率已达到 {test_accuracy}。</translation>
    </message>
    <message>
        <source>Training diverged at step {step}: the loss is {loss}. A smaller learning rate may help.</source>
        <translation>训练在第 {step} 步发散：损失为 {loss}。减小学习率可能有帮助。</translation>
    </message>
    <message>
        <source>The run has not begun: it is to stop at step {rule}, and this is step {step}.</source>
        <translation>运行没有开始：它应在第 {rule} 步停止，而这里是第 {step} 步。</translation>
    </message>
    <message>
        <source>The run has not begun: it is to stop at a training loss below {below}, and that is {loss} here.</source>
        <translation>运行没有开始：它应在训练损失低于 {below} 时停止，而这里的损失是 {loss}。</translation>
    </message>
    <message>
        <source>The run has not begun: the test loss has not fallen for {patience} epochs, where it is to stop early.</source>
        <translation>运行尚未开始：测试损失已有 {patience} 轮没有下降，按规则应早停。</translation>
    </message>
    <message>
        <source>The run has not begun: it is to stop at a training accuracy of {train_accuracy}, as here.</source>
        <translation>运行尚未开始：规则要求在训练准确率达到 {train_accuracy} 时停止，这里已经达到。</translation>
    </message>
    <message>
        <source>The run has not begun: it is to stop at a test accuracy of {test_accuracy}, as here.</source>
        <translation>运行尚未开始：规则要求在测试准确率达到 {test_accuracy} 时停止，这里已经达到。</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate a</source>
        <translation>学习率 a</translation>
    </message>
    <message>
        <source>The learning rate that the next step uses (Ctrl+L)</source>
        <translation>下一步所用的学习率 (Ctrl+L)</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation>批大小(&amp;B)</translation>
    </message>
    <message>
        <source>How many samples make one step</source>
        <translation>一步使用多少个样本</translation>
    </message>
    <message>
        <source>order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>O&amp;rder</source>
        <translation>顺序(&amp;R)</translation>
    </message>
    <message>
        <source>The order of an epoch&apos;s samples; shuffled: another one each epoch</source>
        <translation>一轮中样本的先后顺序；打乱：每轮换一个顺序</translation>
    </message>
    <message>
        <source>shuffle seed</source>
        <translation>打乱种子</translation>
    </message>
    <message>
        <source>S&amp;huffle seed</source>
        <translation>打乱种子(&amp;H)</translation>
    </message>
    <message>
        <source>The same seed shuffles the same way</source>
        <translation>相同的种子得到相同的顺序</translation>
    </message>
    <message>
        <source>optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>&amp;Optimiser</source>
        <translation>优化器(&amp;O)</translation>
    </message>
    <message>
        <source>How a step moves the parameters by their gradients</source>
        <translation>一步如何按梯度移动参数</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>&amp;Momentum µ</source>
        <translation>动量 µ(&amp;M)</translation>
    </message>
    <message>
        <source>How much of its velocity a parameter keeps with each step</source>
        <translation>每一步中参数保留多少速度</translation>
    </message>
    <message>
        <source>rho</source>
        <translation>rho</translation>
    </message>
    <message>
        <source>Memory ρ</source>
        <translation>记忆 ρ</translation>
    </message>
    <message>
        <source>How much of the mean square of its gradients a parameter keeps with each step</source>
        <translation>每一步中参数保留多少梯度平方的均值</translation>
    </message>
    <message>
        <source>beta1</source>
        <translation>beta1</translation>
    </message>
    <message>
        <source>Memory β₁</source>
        <translation>记忆 β₁</translation>
    </message>
    <message>
        <source>How much of m, the mean of its gradients, a parameter keeps with each step</source>
        <translation>每一步中参数保留多少 m,即梯度的均值</translation>
    </message>
    <message>
        <source>beta2</source>
        <translation>beta2</translation>
    </message>
    <message>
        <source>Memory β₂</source>
        <translation>记忆 β₂</translation>
    </message>
    <message>
        <source>How much of v, the mean of its gradients&apos; squares, a parameter keeps with each step</source>
        <translation>每一步中参数保留多少 v,即梯度平方的均值</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>epsilon</translation>
    </message>
    <message>
        <source>Epsilon ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>What keeps the optimiser from dividing by zero</source>
        <translation>防止优化器除以零</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>L2 惩罚</translation>
    </message>
    <message>
        <source>L&amp;2 penalty</source>
        <translation>L&amp;2 惩罚</translation>
    </message>
    <message>
        <source>Adds l2/2·∑w² over all weights to what a step goes down: gradients get l2·w more</source>
        <translation>把所有权重的 l2/2·∑w² 加到每步要减小的量上：梯度增加 l2·w</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1 惩罚</translation>
    </message>
    <message>
        <source>L&amp;1 penalty</source>
        <translation>L&amp;1 惩罚</translation>
    </message>
    <message>
        <source>Adds l1·∑|w| over all weights to what a step goes down: gradients get l1·sign(w) more</source>
        <translation>把所有权重的 l1·∑|w| 加到每步要减小的量上：梯度增加 l1·sign(w)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>longest gradient</source>
        <translation>梯度的最大长度</translation>
    </message>
    <message>
        <source>Clip gradient at</source>
        <translation>梯度裁剪于</translation>
    </message>
    <message>
        <source>A gradient that is longer (the root of the sum of its squares) is shortened to this</source>
        <translation>更长的梯度（其平方和的平方根）被缩短到此长度</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight &amp;decay</source>
        <translation>权重衰减(&amp;D)</translation>
    </message>
    <message>
        <source>What part of each weight a step takes away, times the learning rate; empty: 0.01 with AdamW, 0 with others</source>
        <translation>每步从每个权重中减去的份额，再乘学习率；留空：AdamW 为 0.01，其余为 0</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>Sched&amp;ule</source>
        <translation>学习率计划(&amp;U)</translation>
    </message>
    <message>
        <source>How the learning rate changes from step to step; steps count from where it is chosen</source>
        <translation>学习率如何逐步变化；步数从选择它的那一步算起</translation>
    </message>
    <message>
        <source>step factor</source>
        <translation>阶梯因子</translation>
    </message>
    <message>
        <source>Factor f</source>
        <translation>因子 f</translation>
    </message>
    <message>
        <source>What the rate is multiplied by after every n steps</source>
        <translation>每 n 步之后学习率乘以它</translation>
    </message>
    <message>
        <source>exponential factor</source>
        <translation>指数因子</translation>
    </message>
    <message>
        <source>What the rate is multiplied by after every step</source>
        <translation>每步之后学习率乘以它</translation>
    </message>
    <message>
        <source>inverse decay</source>
        <translation>反比衰减</translation>
    </message>
    <message>
        <source>Decay d</source>
        <translation>衰减 d</translation>
    </message>
    <message>
        <source>The rate of step j is a/(1 + d·j)</source>
        <translation>第 j 步的学习率为 a/(1 + d·j)</translation>
    </message>
    <message>
        <source>last rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>Last rate c</source>
        <translation>最终学习率 c</translation>
    </message>
    <message>
        <source>The rate that the cosine comes to after n steps, and keeps</source>
        <translation>余弦在 n 步后到达并保持的学习率</translation>
    </message>
    <message>
        <source>steps of the schedule</source>
        <translation>计划的步数</translation>
    </message>
    <message>
        <source>Steps n</source>
        <translation>步数 n</translation>
    </message>
    <message>
        <source>After how many steps the rate falls, or the cosine ends</source>
        <translation>多少步之后学习率下降，或余弦结束</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Warm-u&amp;p steps</source>
        <translation>预热步数(&amp;P)</translation>
    </message>
    <message>
        <source>Over so many steps the rate rises from 0 to the one that was set</source>
        <translation>在这么多步内学习率从 0 升到设定的值</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>output activation</source>
        <translation>输出层激活函数</translation>
    </message>
    <message>
        <source>activation of layer {n}</source>
        <translation>第 {n} 层的激活函数</translation>
    </message>
    <message>
        <source>activation of {layer}</source>
        <translation>{layer} 的激活函数</translation>
    </message>
    <message>
        <source>biases of layer {n}</source>
        <translation>第 {n} 层的偏置</translation>
    </message>
    <message>
        <source>biases of {layer}</source>
        <translation>{layer} 的偏置</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>已重置</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>{name}, sample {n}</source>
        <translation>{name}，样本 {n}</translation>
    </message>
    <message>
        <source>target of {name}, sample {n}</source>
        <translation>目标 {name}，样本 {n}</translation>
    </message>
    <message>
        <source>lock of {name}</source>
        <translation>锁定 {name}</translation>
    </message>
    <message>
        <source>connection {name}</source>
        <translation>连接 {name}</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source> (and {n} more)</source>
        <translation>（另有 {n} 项）</translation>
    </message>
    <message>
        <source>{name}, bias of {to}</source>
        <translation>{name}，{to} 的偏置</translation>
    </message>
    <message>
        <source>{name}, weight from {source} to {to}</source>
        <translation>{name}，从 {source} 到 {to} 的权重</translation>
    </message>
    <message>
        <source>{name}, input neuron</source>
        <translation>{name}，输入神经元</translation>
    </message>
    <message>
        <source>{name}, output neuron</source>
        <translation>{name}，输出神经元</translation>
    </message>
    <message>
        <source>{name}, hidden neuron</source>
        <translation>{name}，隐藏神经元</translation>
    </message>
    <message>
        <source>target of {name}</source>
        <translation>{name} 的目标</translation>
    </message>
    <message>
        <source>Input layer</source>
        <translation>输入层</translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>Hidden layer</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Hidden layer {n}</source>
        <translation>隐藏层 {n}</translation>
    </message>
    <message>
        <source>forgotten steps after {step}</source>
        <translation>第 {step} 步之后已忘记的步骤</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <extracomment>What keeps AdaGrad from dividing by zero.</extracomment>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>rename {name}</source>
        <translation>重命名 {name}</translation>
    </message>
    <message>
        <source>rename layer {n}</source>
        <translation>重命名第 {n} 层</translation>
    </message>
    <message>
        <source>rename {layer}</source>
        <translation>重命名 {layer}</translation>
    </message>
    <message>
        <source>add neuron {name}</source>
        <translation>添加神经元 {name}</translation>
    </message>
    <message>
        <source>add a neuron to layer {n}</source>
        <translation>在第 {n} 层添加神经元</translation>
    </message>
    <message>
        <source>add a neuron to {layer}</source>
        <translation>在 {layer} 中添加神经元</translation>
    </message>
    <message>
        <source>remove neuron {name}</source>
        <translation>删除神经元 {name}</translation>
    </message>
    <message>
        <source>remove neurons {names}</source>
        <translation>删除神经元 {names}</translation>
    </message>
    <message>
        <source>duplicate {name}</source>
        <translation>复制 {name}</translation>
    </message>
    <message>
        <source>move {name}</source>
        <translation>移动 {name}</translation>
    </message>
    <message>
        <source>insert a layer before layer {n}</source>
        <translation>在第 {n} 层之前插入一层</translation>
    </message>
    <message>
        <source>insert a layer before {layer}</source>
        <translation>在 {layer} 之前插入一层</translation>
    </message>
    <message>
        <source>remove layer {n}</source>
        <translation>删除第 {n} 层</translation>
    </message>
    <message>
        <source>remove {layer}</source>
        <translation>删除 {layer}</translation>
    </message>
    <message>
        <source>sizes {sizes}</source>
        <translation>层大小 {sizes}</translation>
    </message>
    <message>
        <source>data of {file}</source>
        <translation>{file} 的数据</translation>
    </message>
    <message>
        <source>pasted data</source>
        <translation>粘贴的数据</translation>
    </message>
    <message>
        <source>data table</source>
        <extracomment>What was done, where a person changed samples or columns.</extracomment>
        <translation>数据表</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>阶梯式</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>inverse</source>
        <translation>反比</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>rename column {name}</source>
        <translation>重命名列 {name}</translation>
    </message>
    <message>
        <source>pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
</context>
</TS>
