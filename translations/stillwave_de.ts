<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>Starts an empty project.</source>
        <translation>Beginnt ein leeres Projekt.</translation>
    </message>
    <message>
        <source>Open &amp;project…</source>
        <translation>&amp;Projekt öffnen…</translation>
    </message>
    <message>
        <source>Opens a project from its folder.</source>
        <translation>Öffnet ein Projekt aus seinem Ordner.</translation>
    </message>
    <message>
        <source>&amp;Rename project…</source>
        <translation>Projekt &amp;umbenennen…</translation>
    </message>
    <message>
        <source>Gives the project another name.</source>
        <translation>Gibt dem Projekt einen anderen Namen.</translation>
    </message>
    <message>
        <source>&amp;Open photos…</source>
        <translation>&amp;Fotos öffnen…</translation>
    </message>
    <message>
        <source>Adds photos to the project.</source>
        <translation>Fügt dem Projekt Fotos hinzu.</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Adds all photos of a folder.</source>
        <translation>Fügt alle Fotos eines Ordners hinzu.</translation>
    </message>
    <message>
        <source>&amp;Add model…</source>
        <translation>&amp;Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Adds a model file or folder where it lies.</source>
        <translation>Fügt eine Modelldatei oder einen Modellordner am bisherigen Ort hinzu.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Closes the studio; everything is kept.</source>
        <translation>Schließt das Studio; alles bleibt erhalten.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Takes back the last edit.</source>
        <translation>Nimmt die letzte Änderung zurück.</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Makes the edit again that was taken back.</source>
        <translation>Führt die zurückgenommene Änderung erneut aus.</translation>
    </message>
    <message>
        <source>&amp;Paste photos</source>
        <translation>&amp;Fotos einfügen</translation>
    </message>
    <message>
        <source>Adds the pictures or files of the clipboard.</source>
        <translation>Fügt die Bilder oder Dateien der Zwischenablage hinzu.</translation>
    </message>
    <message>
        <source>&amp;Copy settings</source>
        <translation>Einstellungen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies the current photo&apos;s settings.</source>
        <translation>Kopiert die Einstellungen des aktuellen Fotos.</translation>
    </message>
    <message>
        <source>Pa&amp;ste settings</source>
        <translation>&amp;Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Gives the copied settings to the selected photos.</source>
        <translation>Überträgt die kopierten Einstellungen auf die ausgewählten Fotos.</translation>
    </message>
    <message>
        <source>S&amp;ync settings to selection</source>
        <translation>Einstellungen auf &amp;Auswahl übertragen</translation>
    </message>
    <message>
        <source>Gives the current photo&apos;s settings to all selected photos.</source>
        <translation>Überträgt die Einstellungen des aktuellen Fotos auf alle ausgewählten Fotos.</translation>
    </message>
    <message>
        <source>R&amp;eset settings</source>
        <translation>Einstellungen &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Puts all settings of the selected photos back to the model&apos;s.</source>
        <translation>Setzt alle Einstellungen der ausgewählten Fotos auf die des Modells zurück.</translation>
    </message>
    <message>
        <source>&amp;Remove photo</source>
        <translation>F&amp;oto entfernen</translation>
    </message>
    <message>
        <source>Removes the selected photos from the project; the files stay.</source>
        <translation>Entfernt die ausgewählten Fotos aus dem Projekt; die Dateien bleiben.</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Generieren</translation>
    </message>
    <message>
        <source>Makes a clip of each selected photo.</source>
        <translation>Erzeugt aus jedem ausgewählten Foto einen Clip.</translation>
    </message>
    <message>
        <source>Generate &amp;four seeds</source>
        <translation>Vier &amp;Seeds generieren</translation>
    </message>
    <message>
        <source>Makes four clips of each selected photo, each with its own seed.</source>
        <translation>Erzeugt aus jedem ausgewählten Foto vier Clips, jeden mit eigenem Seed.</translation>
    </message>
    <message>
        <source>&amp;Cancel clip</source>
        <translation>&amp;Clip abbrechen</translation>
    </message>
    <message>
        <source>Stops the clip that is being made.</source>
        <translation>Bricht den Clip ab, der gerade erzeugt wird.</translation>
    </message>
    <message>
        <source>&amp;Pause queue</source>
        <translation>Warteschlange an&amp;halten</translation>
    </message>
    <message>
        <source>Rests after the step that runs, until it is resumed.</source>
        <translation>Pausiert nach dem laufenden Schritt bis zum Fortsetzen.</translation>
    </message>
    <message>
        <source>&amp;Star take</source>
        <translation>Take &amp;markieren</translation>
    </message>
    <message>
        <source>Marks the take as a good one.</source>
        <translation>Kennzeichnet den Take mit einem Stern als gelungen.</translation>
    </message>
    <message>
        <source>&amp;Reject take</source>
        <translation>Take &amp;verwerfen</translation>
    </message>
    <message>
        <source>Marks the take as one to leave out.</source>
        <translation>Kennzeichnet den Take als nicht brauchbar.</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Plays the clip, or stops at this frame.</source>
        <translation>Spielt den Clip ab oder hält bei diesem Bild an.</translation>
    </message>
    <message>
        <source>Play &amp;backward</source>
        <translation>&amp;Rückwärts abspielen</translation>
    </message>
    <message>
        <source>Plays backward; again is faster.</source>
        <translation>Spielt rückwärts ab; erneut gedrückt schneller.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stops at this frame.</source>
        <translation>Hält bei diesem Bild an.</translation>
    </message>
    <message>
        <source>Play &amp;forward</source>
        <translation>&amp;Vorwärts abspielen</translation>
    </message>
    <message>
        <source>Plays forward; again is faster.</source>
        <translation>Spielt vorwärts ab; erneut gedrückt schneller.</translation>
    </message>
    <message>
        <source>P&amp;revious frame</source>
        <translation>Vorheriges &amp;Bild</translation>
    </message>
    <message>
        <source>Goes one frame back.</source>
        <translation>Geht ein Bild zurück.</translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Goes one frame on.</source>
        <translation>Geht ein Bild weiter.</translation>
    </message>
    <message>
        <source>F&amp;irst frame</source>
        <translation>&amp;Erstes Bild</translation>
    </message>
    <message>
        <source>Goes to the first frame.</source>
        <translation>Geht zum ersten Bild.</translation>
    </message>
    <message>
        <source>L&amp;ast frame</source>
        <translation>&amp;Letztes Bild</translation>
    </message>
    <message>
        <source>Goes to the last frame.</source>
        <translation>Geht zum letzten Bild.</translation>
    </message>
    <message>
        <source>Set &amp;in point</source>
        <translation>&amp;In-Punkt setzen</translation>
    </message>
    <message>
        <source>The clip starts at this frame.</source>
        <translation>Der Clip beginnt bei diesem Bild.</translation>
    </message>
    <message>
        <source>Set &amp;out point</source>
        <translation>&amp;Out-Punkt setzen</translation>
    </message>
    <message>
        <source>The clip ends at this frame.</source>
        <translation>Der Clip endet bei diesem Bild.</translation>
    </message>
    <message>
        <source>&amp;Loop mode</source>
        <translation>Schleifen&amp;modus</translation>
    </message>
    <message>
        <source>Changes between once, loop and ping-pong.</source>
        <translation>Wechselt zwischen Einmal, Schleife und Ping-Pong.</translation>
    </message>
    <message>
        <source>Show the &amp;original</source>
        <translation>Original &amp;zeigen</translation>
    </message>
    <message>
        <source>Shows the photo while the key is held.</source>
        <translation>Zeigt das Foto, solange die Taste gedrückt ist.</translation>
    </message>
    <message>
        <source>&amp;Fit or 100 %</source>
        <translation>&amp;Einpassen oder 100 %</translation>
    </message>
    <message>
        <source>Changes between the whole picture and its own pixels.</source>
        <translation>Wechselt zwischen ganzem Bild und Originalpixeln.</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Makes the picture larger.</source>
        <translation>Zeigt das Bild größer.</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Makes the picture smaller.</source>
        <translation>Zeigt das Bild kleiner.</translation>
    </message>
    <message>
        <source>&amp;Crop</source>
        <translation>Z&amp;uschnitt</translation>
    </message>
    <message>
        <source>Chooses the part of the photo that the model sees.</source>
        <translation>Wählt den Teil des Fotos, den das Modell sieht.</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Fills the screen with the picture.</source>
        <translation>Füllt den Bildschirm mit dem Bild.</translation>
    </message>
    <message>
        <source>Full screen, in the player</source>
        <translation>Vollbild im Player</translation>
    </message>
    <message>
        <source>&amp;Left panels</source>
        <translation>&amp;Linke Bedienfelder</translation>
    </message>
    <message>
        <source>Shows or hides the panels at the left.</source>
        <translation>Zeigt oder verbirgt die Bedienfelder links.</translation>
    </message>
    <message>
        <source>&amp;Right panels</source>
        <translation>&amp;Rechte Bedienfelder</translation>
    </message>
    <message>
        <source>Shows or hides the panels at the right.</source>
        <translation>Zeigt oder verbirgt die Bedienfelder rechts.</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>Zei&amp;tleiste</translation>
    </message>
    <message>
        <source>Shows or hides the timeline.</source>
        <translation>Zeigt oder verbirgt die Zeitleiste.</translation>
    </message>
    <message>
        <source>Theme of the s&amp;ystem</source>
        <translation>Design des S&amp;ystems</translation>
    </message>
    <message>
        <source>Dark or light as the desktop is.</source>
        <translation>Dunkel oder hell wie der Desktop.</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Dunkles Design</translation>
    </message>
    <message>
        <source>Dark panels around the picture.</source>
        <translation>Dunkle Bedienfelder um das Bild.</translation>
    </message>
    <message>
        <source>Li&amp;ght theme</source>
        <translation>&amp;Helles Design</translation>
    </message>
    <message>
        <source>Light panels around the picture.</source>
        <translation>Helle Bedienfelder um das Bild.</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Shows all keys and lets you change them.</source>
        <translation>Zeigt alle Tasten und lässt sie ändern.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>&amp;Take</source>
        <translation>&amp;Take</translation>
    </message>
    <message>
        <source>P&amp;layback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Writes the take that is shown as the Export panel says.</source>
        <translation>Schreibt den gezeigten Take so, wie es im Bereich Export steht.</translation>
    </message>
    <message>
        <source>Re&amp;peat the last export</source>
        <translation>Letzten Export &amp;wiederholen</translation>
    </message>
    <message>
        <source>Exports the take that is shown as the last one was.</source>
        <translation>Exportiert den gezeigten Take so wie den letzten.</translation>
    </message>
    <message>
        <source>What is &amp;not the photo</source>
        <translation>Was &amp;nicht vom Foto ist</translation>
    </message>
    <message>
        <source>Tints what the model made in a take with photo detail; the rest is the photo&apos;s own pixels.</source>
        <translation>Färbt in einem Take mit Fotodetail, was das Modell gemacht hat; der Rest sind die Pixel des Fotos.</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>Aus&amp;wählen</translation>
    </message>
    <message>
        <source>Selects regions, moves them and changes where they go.</source>
        <translation>Wählt Bereiche aus, verschiebt sie und ändert, wohin sie sich bewegen.</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>Draws round a region that moves.</source>
        <translation>Umrandet einen Bereich, der sich bewegt.</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paints a region that moves.</source>
        <translation>Malt einen Bereich, der sich bewegt.</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Takes away from the region below it.</source>
        <translation>Nimmt etwas von dem Bereich darunter weg.</translation>
    </message>
    <message>
        <source>&amp;Arrow</source>
        <translation>Pf&amp;eil</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>P&amp;fad</translation>
    </message>
    <message>
        <source>Draws the way that a region takes.</source>
        <translation>Zeichnet den Weg, den ein Bereich nimmt.</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>&amp;Einfrieren</translation>
    </message>
    <message>
        <source>Paints areas that stay still; with Shift it draws round them.</source>
        <translation>Malt Flächen, die stillstehen; mit der Umschalttaste werden sie umrandet.</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>Moves the camera.</source>
        <translation>Bewegt die Kamera.</translation>
    </message>
    <message>
        <source>B&amp;rush smaller</source>
        <translation>Pinsel &amp;kleiner</translation>
    </message>
    <message>
        <source>Makes the brush smaller.</source>
        <translation>Macht den Pinsel kleiner.</translation>
    </message>
    <message>
        <source>Br&amp;ush larger</source>
        <translation>Pinsel &amp;größer</translation>
    </message>
    <message>
        <source>Makes the brush larger.</source>
        <translation>Macht den Pinsel größer.</translation>
    </message>
    <message>
        <source>Preview &amp;movement</source>
        <translation>&amp;Bewegung vorführen</translation>
    </message>
    <message>
        <source>Plays the drawn movement on the photo, as crudely as the model is told it.</source>
        <translation>Spielt die gezeichnete Bewegung auf dem Foto ab, so grob, wie das Modell sie erfährt.</translation>
    </message>
    <message>
        <source>Clear all re&amp;gions</source>
        <translation>Alle Be&amp;reiche entfernen</translation>
    </message>
    <message>
        <source>Removes all regions and frozen areas of the photo.</source>
        <translation>Entfernt alle Bereiche und eingefrorenen Flächen des Fotos.</translation>
    </message>
    <message>
        <source>E&amp;xtend from the last frame</source>
        <translation>Vom letzten Bild aus &amp;verlängern</translation>
    </message>
    <message>
        <source>Makes a longer take, which goes on where this one ends.</source>
        <translation>Macht einen längeren Take, der weitergeht, wo dieser endet.</translation>
    </message>
    <message>
        <source>Extend from this &amp;frame</source>
        <translation>Von &amp;diesem Bild aus verlängern</translation>
    </message>
    <message>
        <source>Makes a take that is this one up to the playhead and goes on from there.</source>
        <translation>Macht einen Take, der bis zum Abspielkopf dieser ist und von dort weitergeht.</translation>
    </message>
    <message>
        <source>&amp;Make these frames again…</source>
        <translation>Diese Bilder &amp;neu machen…</translation>
    </message>
    <message>
        <source>Makes the frames between the in and the out point anew; the others stay.</source>
        <translation>Macht die Bilder zwischen In- und Out-Punkt neu; die anderen bleiben.</translation>
    </message>
    <message>
        <source>&amp;Direct</source>
        <translation>&amp;Regie</translation>
    </message>
    <message>
        <source>Draws an arrow from a region to where it goes; Shift keeps it straight or at 45°.</source>
        <translation>Zeichnet einen Pfeil vom Bereich dorthin, wohin er sich bewegt; Umschalt hält ihn gerade oder bei 45°.</translation>
    </message>
    <message>
        <source>Move as the copied &amp;take</source>
        <translation>Wie der kopierte &amp;Take bewegen</translation>
    </message>
    <message>
        <source>Moves the selected photos as the copied take moves, without the model.</source>
        <translation>Bewegt die gewählten Fotos so, wie sich der kopierte Take bewegt, ohne das Modell.</translation>
    </message>
    <message>
        <source>St&amp;op moving as a take</source>
        <translation>Nicht mehr wie ein Take be&amp;wegen</translation>
    </message>
    <message>
        <source>Lets the model move the selected photos again.</source>
        <translation>Lässt die gewählten Fotos wieder vom Modell bewegen.</translation>
    </message>
    <message>
        <source>&amp;Copy motion</source>
        <translation>&amp;Bewegung kopieren</translation>
    </message>
    <message>
        <source>Remembers how this take moves, so that other photos can move in the same way.</source>
        <translation>Merkt sich, wie sich dieser Take bewegt, damit sich andere Fotos ebenso bewegen können.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Stillwave Studio</source>
        <translation>Stillwave Studio</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Makes still photos move.</source>
        <translation>Bringt Fotos in Bewegung.</translation>
    </message>
    <message>
        <source>Open the project in this folder.</source>
        <translation>Das Projekt in diesem Ordner öffnen.</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Photos and folders to add.</source>
        <translation>Fotos und Ordner, die hinzugefügt werden.</translation>
    </message>
</context>
<context>
    <name>stillwave</name>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>How much the picture moves: low is calm, high is lively.</source>
        <translation>Wie stark sich das Bild bewegt: niedrig ist ruhig, hoch ist lebhaft.</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Playback speed; the model also moves less between frames when it is high.</source>
        <translation>Wiedergabegeschwindigkeit; bei hohen Werten bewegt das Modell auch weniger von Bild zu Bild.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noise added to the photo before encoding: more frees the motion from the photo.</source>
        <translation>Rauschen, das dem Foto vor dem Kodieren beigemischt wird: Mehr löst die Bewegung vom Foto.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed and settings make the same clip; -1 draws a new one.</source>
        <translation>Gleicher Seed und gleiche Einstellungen ergeben den gleichen Clip; -1 zieht einen neuen.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>How many frames the model makes.</source>
        <translation>Wie viele Bilder das Modell erzeugt.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Sampling steps: more is finer and slower.</source>
        <translation>Sampling-Schritte: Mehr ist feiner und langsamer.</translation>
    </message>
    <message>
        <source>Guidance, first frame</source>
        <translation>Führung, erstes Bild</translation>
    </message>
    <message>
        <source>How strictly the first frame follows the photo.</source>
        <translation>Wie streng das erste Bild dem Foto folgt.</translation>
    </message>
    <message>
        <source>Guidance, last frame</source>
        <translation>Führung, letztes Bild</translation>
    </message>
    <message>
        <source>How strictly the last frame follows the photo; 1 or less halves the time.</source>
        <translation>Wie streng das letzte Bild dem Foto folgt; 1 oder weniger halbiert die Zeit.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>The model&apos;s picture width; 0 takes the model&apos;s own size, turned as the photo is.</source>
        <translation>Bildbreite des Modells; 0 nimmt die eigene Größe des Modells, gedreht wie das Foto.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>The model&apos;s picture height; 0 takes the model&apos;s own size, turned as the photo is.</source>
        <translation>Bildhöhe des Modells; 0 nimmt die eigene Größe des Modells, gedreht wie das Foto.</translation>
    </message>
    <message>
        <source>Decode chunk</source>
        <translation>Dekodierblock</translation>
    </message>
    <message>
        <source>Frames decoded at once; 0 decodes all together, which never flickers.</source>
        <translation>Bilder, die zugleich dekodiert werden; 0 dekodiert alle zusammen, was nie flackert.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassung</translation>
    </message>
    <message>
        <source>How the photo fills the frame: cropped, or whole with bars.</source>
        <translation>Wie das Foto das Bild füllt: zugeschnitten oder ganz mit Rändern.</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>Zuschnitt</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>mit Rändern</translation>
    </message>
    <message>
        <source>Focus, across</source>
        <translation>Fokus, waagerecht</translation>
    </message>
    <message>
        <source>What a crop keeps: 0 is the left edge, 1 the right.</source>
        <translation>Was ein Zuschnitt behält: 0 ist der linke Rand, 1 der rechte.</translation>
    </message>
    <message>
        <source>Focus, down</source>
        <translation>Fokus, senkrecht</translation>
    </message>
    <message>
        <source>What a crop keeps: 0 is the top edge, 1 the bottom.</source>
        <translation>Was ein Zuschnitt behält: 0 ist der obere Rand, 1 der untere.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>The colour behind transparent pixels and beside a letterboxed photo.</source>
        <translation>Die Farbe hinter transparenten Pixeln und neben einem Foto mit Rändern.</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>The photo&apos;s own pixels moved as the model moved, or the model&apos;s frames as they are.</source>
        <translation>Die Pixel des Fotos, bewegt wie im Modell, oder die Bilder des Modells, wie sie sind.</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Detail size</source>
        <translation>Detailgröße</translation>
    </message>
    <message>
        <source>Long side of a clip with photo detail, at most; the photo&apos;s own size is never exceeded.</source>
        <translation>Höchstens so lang ist die lange Seite eines Clips mit Fotodetail; die Größe des Fotos wird nie überschritten.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>The kind of file: H.264 plays everywhere, the others are smaller or lossless.</source>
        <translation>Die Art der Datei: H.264 läuft überall, die anderen sind kleiner oder verlustfrei.</translation>
    </message>
    <message>
        <source>MP4, H.264</source>
        <translation>MP4, H.264</translation>
    </message>
    <message>
        <source>MP4, H.265</source>
        <translation>MP4, H.265</translation>
    </message>
    <message>
        <source>MP4, AV1</source>
        <translation>MP4, AV1</translation>
    </message>
    <message>
        <source>WebM, VP9</source>
        <translation>WebM, VP9</translation>
    </message>
    <message>
        <source>WebM, AV1</source>
        <translation>WebM, AV1</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Animated WebP</source>
        <translation>Animiertes WebP</translation>
    </message>
    <message>
        <source>Animated PNG</source>
        <translation>Animiertes PNG</translation>
    </message>
    <message>
        <source>PNG sequence</source>
        <translation>PNG-Bildfolge</translation>
    </message>
    <message>
        <source>JPEG sequence</source>
        <translation>JPEG-Bildfolge</translation>
    </message>
    <message>
        <source>MOV, ProRes 422</source>
        <translation>MOV, ProRes 422</translation>
    </message>
    <message>
        <source>MOV, ProRes 4444</source>
        <translation>MOV, ProRes 4444</translation>
    </message>
    <message>
        <source>MKV, FFV1 (lossless)</source>
        <translation>MKV, FFV1 (verlustfrei)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>100 is the best picture, 0 the smallest file; 80 looks like the original.</source>
        <translation>100 ist das beste Bild, 0 die kleinste Datei; 80 sieht wie das Original aus.</translation>
    </message>
    <message>
        <source>Pixel format</source>
        <translation>Pixelformat</translation>
    </message>
    <message>
        <source>How finely colour is stored: auto is what plays everywhere, yuv444p keeps every pixel&apos;s colour.</source>
        <translation>Wie fein die Farbe gespeichert wird: „auto“ läuft überall, yuv444p behält die Farbe jedes Pixels.</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>How the end leads back to the start.</source>
        <translation>Wie das Ende zum Anfang zurückführt.</translation>
    </message>
    <message>
        <source>as shot</source>
        <translation>wie aufgenommen</translation>
    </message>
    <message>
        <source>ping-pong</source>
        <translation>hin und zurück</translation>
    </message>
    <message>
        <source>best cut</source>
        <translation>bester Schnitt</translation>
    </message>
    <message>
        <source>cross-fade</source>
        <translation>Überblendung</translation>
    </message>
    <message>
        <source>Plays</source>
        <translation>Durchläufe</translation>
    </message>
    <message>
        <source>How many times the clip plays; 0 is for ever, in a video file once.</source>
        <translation>Wie oft der Clip läuft; 0 heißt endlos, in einer Videodatei einmal.</translation>
    </message>
    <message>
        <source>Smooth motion</source>
        <translation>Flüssige Bewegung</translation>
    </message>
    <message>
        <source>Frames made of each frame; the clip lasts as long and moves more smoothly.</source>
        <translation>Bilder, die aus jedem Bild werden; der Clip dauert gleich lang und bewegt sich flüssiger.</translation>
    </message>
    <message>
        <source>Target frame rate</source>
        <translation>Ziel-Bildrate</translation>
    </message>
    <message>
        <source>The frame rate to make by interpolation; 0 keeps the clip&apos;s own.</source>
        <translation>Die Bildrate, auf die interpoliert wird; 0 behält die des Clips.</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>Hochskalieren</translation>
    </message>
    <message>
        <source>How many times larger a neural upscaler makes each side.</source>
        <translation>Wievielmal größer ein neuronaler Hochskalierer jede Seite macht.</translation>
    </message>
    <message>
        <source>Upscaler</source>
        <translation>Hochskalierer</translation>
    </message>
    <message>
        <source>An upscaler&apos;s name or file; empty is the one that comes with Stillwave.</source>
        <translation>Name oder Datei eines Hochskalierers; leer ist der mitgelieferte.</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>Lange Seite</translation>
    </message>
    <message>
        <source>Shrinks the clip to this long side; 0 keeps its size, nothing is enlarged.</source>
        <translation>Verkleinert den Clip auf diese lange Seite; 0 behält seine Größe, nichts wird vergrößert.</translation>
    </message>
    <message>
        <source>GIF colours</source>
        <translation>GIF-Farben</translation>
    </message>
    <message>
        <source>Colours in the GIF&apos;s palette: fewer make a smaller file.</source>
        <translation>Farben in der Palette des GIF: weniger ergeben eine kleinere Datei.</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>GIF dither</source>
        <translation>GIF-Rasterung</translation>
    </message>
    <message>
        <source>How the GIF imitates colours that its palette lacks: bayer is steady and small, the others finer.</source>
        <translation>Wie das GIF Farben nachahmt, die seiner Palette fehlen: Bayer ist ruhig und klein, die anderen sind feiner.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Size budget</source>
        <translation>Größenbudget</translation>
    </message>
    <message>
        <source>The largest that the file may be, reached by lower quality; 0 is no limit.</source>
        <translation>Wie groß die Datei höchstens sein darf, erreicht durch geringere Qualität; 0 heißt ohne Grenze.</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>What becomes of the bars beside a letterboxed photo.</source>
        <translation>Was aus den Balken neben einem eingepassten Foto wird.</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>crop away</source>
        <translation>wegschneiden</translation>
    </message>
    <message>
        <source>blurred picture</source>
        <translation>unscharfes Bild</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Writes the settings into the file and beside it, so that it can be made again.</source>
        <translation>Schreibt die Einstellungen in die Datei und daneben, damit sie sich wiederholen lässt.</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>The file&apos;s name without its ending; {photo}, {take}, {seed}, {width}, {height}, {fps} and {date} are filled in.</source>
        <translation>Der Name der Datei ohne Endung; {photo}, {take}, {seed}, {width}, {height}, {fps} und {date} werden ersetzt.</translation>
    </message>
    <message>
        <source>Existing file</source>
        <translation>Vorhandene Datei</translation>
    </message>
    <message>
        <source>What happens where a file of that name stands already.</source>
        <translation>Was geschieht, wenn es eine Datei dieses Namens schon gibt.</translation>
    </message>
    <message>
        <source>add a number</source>
        <translation>Nummer anhängen</translation>
    </message>
    <message>
        <source>replace it</source>
        <translation>ersetzen</translation>
    </message>
    <message>
        <source>stop with an error</source>
        <translation>mit Fehler abbrechen</translation>
    </message>
    <message>
        <source>Sample as a loop</source>
        <translation>Als Schleife sampeln</translation>
    </message>
    <message>
        <source>Detail fallback</source>
        <translation>Ersatz für Details</translation>
    </message>
    <message>
        <source>What stands where the photo cannot follow the motion: the model&apos;s frame enlarged smoothly, or by the upscaling network, which is crisper and takes longer.</source>
        <translation>Was dort steht, wo das Foto der Bewegung nicht folgen kann: das Bild des Modells, weich vergrößert oder durch das Vergrößerungsnetz, das schärfer ist und länger braucht.</translation>
    </message>
    <message>
        <source>upscaled</source>
        <translation>hochskaliert</translation>
    </message>
    <message>
        <source>Draft is quick, standard is the model&apos;s own, best takes more steps; whatever is set by hand stays.</source>
        <translation>Entwurf ist schnell, Standard ist die Vorgabe des Modells, Beste nimmt mehr Schritte; was von Hand eingestellt ist, bleibt.</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>How steps are made: lcm is for weights distilled to few steps, such as AnimateLCM-SVD (1 to 8 steps, guidance 1 to 1.5).</source>
        <translation>Wie Schritte gemacht werden: lcm ist für Gewichte, die auf wenige Schritte destilliert sind, etwa AnimateLCM-SVD (1 bis 8 Schritte, Führung 1 bis 1,5).</translation>
    </message>
    <message>
        <source>Euler</source>
        <translation>Euler</translation>
    </message>
    <message>
        <source>LCM</source>
        <translation>LCM</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Schrittfolge</translation>
    </message>
    <message>
        <source>Where steps lie: align_your_steps needs fewer, for models with the noise of Stable Video Diffusion.</source>
        <translation>Wo die Schritte liegen: align_your_steps braucht weniger, für Modelle mit dem Rauschen von Stable Video Diffusion.</translation>
    </message>
    <message>
        <source>Karras</source>
        <translation>Karras</translation>
    </message>
    <message>
        <source>Align Your Steps</source>
        <translation>Align Your Steps</translation>
    </message>
    <message>
        <source>Guidance above noise</source>
        <translation>Führung über Rauschen</translation>
    </message>
    <message>
        <source>Guidance works only where the noise (sigma) is above this; other steps take half the time.</source>
        <translation>Führung wirkt nur, wo das Rauschen (Sigma) größer ist; die anderen Schritte dauern halb so lang.</translation>
    </message>
    <message>
        <source>Guidance up to noise</source>
        <translation>Führung bis Rauschen</translation>
    </message>
    <message>
        <source>Guidance works only up to this noise (sigma); other steps take half the time. 0 is no limit.</source>
        <translation>Führung wirkt nur bis zu diesem Rauschen (Sigma); die anderen Schritte dauern halb so lang. 0 ist keine Grenze.</translation>
    </message>
    <message>
        <source>Deep feature reuse</source>
        <translation>Tiefe Merkmale behalten</translation>
    </message>
    <message>
        <source>The whole network is computed once in so many steps, its outermost level in the others: faster, less exact. 1 is off.</source>
        <translation>Das ganze Netz wird nur einmal in so vielen Schritten gerechnet, sonst nur seine äußerste Stufe: schneller, weniger genau. 1 ist aus.</translation>
    </message>
    <message>
        <source>FreeU backbone, innermost</source>
        <translation>FreeU Rückgrat, innerste</translation>
    </message>
    <message>
        <source>Makes the coarse shapes stronger; 1 is off.</source>
        <translation>Verstärkt die groben Formen; 1 ist aus.</translation>
    </message>
    <message>
        <source>FreeU backbone, next</source>
        <translation>FreeU Rückgrat, nächste</translation>
    </message>
    <message>
        <source>Makes the coarse shapes stronger, one level further out; 1 is off.</source>
        <translation>Verstärkt die groben Formen eine Stufe weiter außen; 1 ist aus.</translation>
    </message>
    <message>
        <source>FreeU skip, innermost</source>
        <translation>FreeU Abkürzung, innerste</translation>
    </message>
    <message>
        <source>Makes the even parts of the fine detail weaker below 1; 1 is off.</source>
        <translation>Unter 1 schwächt es die gleichmäßigen Teile der feinen Details; 1 ist aus.</translation>
    </message>
    <message>
        <source>FreeU skip, next</source>
        <translation>FreeU Abkürzung, nächste</translation>
    </message>
    <message>
        <source>Makes the even parts of the fine detail weaker below 1, one level further out; 1 is off.</source>
        <translation>Unter 1 schwächt es die gleichmäßigen Teile der feinen Details eine Stufe weiter außen; 1 ist aus.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>How the network&apos;s weights lie in memory: full, or in eight bits each, which takes less and is less exact.</source>
        <translation>Wie die Gewichte des Netzes im Speicher liegen: voll, oder in je acht Bit, was weniger braucht und weniger genau ist.</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>eight bits</source>
        <translation>acht Bit</translation>
    </message>
    <message>
        <source>Guidance, between</source>
        <translation>Führung, dazwischen</translation>
    </message>
    <message>
        <source>rises</source>
        <translation>steigt</translation>
    </message>
    <message>
        <source>rises and falls</source>
        <translation>steigt und fällt</translation>
    </message>
    <message>
        <source>the last frame&apos;s</source>
        <translation>wie im letzten Bild</translation>
    </message>
    <message>
        <source>free points</source>
        <translation>freie Punkte</translation>
    </message>
    <message>
        <source>How guidance goes from the first frame to the last: linear rises, triangle reaches the last frame&apos;s value in the middle and falls again, constant is the last frame&apos;s everywhere, points follows the points below.</source>
        <translation>Wie die Führung vom ersten Bild zum letzten verläuft: „linear“ steigt, „triangle“ erreicht den Wert des letzten Bildes in der Mitte und fällt wieder, „constant“ ist überall der Wert des letzten Bildes, „points“ folgt den Punkten darunter.</translation>
    </message>
    <message>
        <source>Guidance, points</source>
        <translation>Führung, Punkte</translation>
    </message>
    <message>
        <source>Time and share of guidance, such as 0:0 0.4:1 1:0.5: time 0 is the first frame and 1 the last, share 0 is the first frame&apos;s guidance and 1 the last frame&apos;s.</source>
        <translation>Zeit und Anteil der Führung, etwa 0:0 0.4:1 1:0.5: Zeit 0 ist das erste Bild und 1 das letzte, Anteil 0 ist die Führung des ersten Bildes und 1 die des letzten.</translation>
    </message>
    <message>
        <source>Ambient motion</source>
        <translation>Bewegung der Umgebung</translation>
    </message>
    <message>
        <source>With motion brushes or a camera: how freely the rest of the picture moves; 0 keeps it as it is, 1 leaves it to the model.</source>
        <translation>Mit Bewegungspinseln oder einer Kamera: wie frei sich der Rest des Bildes bewegt; 0 lässt ihn, wie er ist, 1 überlässt ihn dem Modell.</translation>
    </message>
    <message>
        <source>Hold to the path</source>
        <translation>Halt an der Bahn</translation>
    </message>
    <message>
        <source>With motion brushes or a camera: the share of sampling in which what moves is held to its path; more is stiffer and truer to the path.</source>
        <translation>Mit Bewegungspinseln oder einer Kamera: der Anteil des Samplings, in dem das Bewegte auf seiner Bahn gehalten wird; mehr ist steifer und bahntreuer.</translation>
    </message>
    <message>
        <source>pyramid</source>
        <translation>Pyramide</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>fade in the overlap</source>
        <translation>Blende in der Überlappung</translation>
    </message>
    <message>
        <source>Camera lock</source>
        <translation>Kamera festhalten</translation>
    </message>
    <message>
        <source>Takes the camera&apos;s own movement out, so that only what moves by itself moves; the edges are cut as far as they came into view.</source>
        <translation>Nimmt die eigene Bewegung der Kamera heraus, sodass sich nur bewegt, was sich selbst bewegt; die Ränder werden so weit beschnitten, wie sie ins Bild kamen.</translation>
    </message>
    <message>
        <source>Context length</source>
        <translation>Kontextlänge</translation>
    </message>
    <message>
        <source>How many frames the model sees together: a longer clip goes through context windows that overlap. 0 is the model&apos;s own number.</source>
        <translation>Wie viele Bilder das Modell zusammen sieht: Ein längerer Clip geht durch Kontextfenster, die sich überlappen. 0 ist die eigene Zahl des Modells.</translation>
    </message>
    <message>
        <source>Context overlap</source>
        <translation>Kontextüberlappung</translation>
    </message>
    <message>
        <source>How many frames a context window shares with the next one: more joins them better and takes longer. 0 is half a window.</source>
        <translation>Wie viele Bilder ein Kontextfenster mit dem nächsten teilt: Mehr verbindet sie besser und dauert länger. 0 ist ein halbes Fenster.</translation>
    </message>
    <message>
        <source>Context fusion</source>
        <translation>Kontextverschmelzung</translation>
    </message>
    <message>
        <source>How context windows that share frames are fused: pyramid trusts the middle of a window most, flat trusts all its frames alike, overlap_linear fades from one window into the next.</source>
        <translation>Wie Kontextfenster mit gemeinsamen Bildern verschmolzen werden: „pyramid“ traut der Mitte eines Fensters am meisten, „flat“ allen seinen Bildern gleich, „overlap_linear“ blendet von einem Fenster ins nächste.</translation>
    </message>
    <message>
        <source>Context windows go round the clip: after the last frame comes the first, so that the clip leads back to its beginning. It takes twice as long.</source>
        <translation>Kontextfenster gehen um den Clip herum: Nach dem letzten Bild kommt das erste, sodass der Clip zu seinem Anfang zurückführt. Es dauert doppelt so lang.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Actions</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does (its key)</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CameraLane</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>pan %1°</source>
        <translation>Schwenk %1°</translation>
    </message>
    <message>
        <source>tilt %1°</source>
        <translation>Neigung %1°</translation>
    </message>
    <message>
        <source>roll %1°</source>
        <translation>Drehung %1°</translation>
    </message>
    <message>
        <source>push %1</source>
        <translation>Fahrt %1</translation>
    </message>
    <message>
        <source>orbit %1°</source>
        <translation>Umlauf %1°</translation>
    </message>
    <message>
        <source>The camera stands still</source>
        <translation>Die Kamera steht still</translation>
    </message>
    <message>
        <source>Camera: %1</source>
        <translation>Kamera: %1</translation>
    </message>
    <message>
        <source>%1. A click shows the camera&apos;s handles on the stage.</source>
        <translation>%1. Ein Klick zeigt die Griffe der Kamera auf der Bühne.</translation>
    </message>
    <message>
        <source>Moves as a take does, without the model</source>
        <translation>Bewegt sich wie ein Take, ohne das Modell</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CameraOverlay</name>
    <message>
        <source>Camera at the end of the clip</source>
        <translation>Kamera am Ende des Clips</translation>
    </message>
    <message>
        <source>Drag the frame to where the camera looks at the end, a corner to push in or out, the handle above to roll, and the handle at the side to go round. Arrow keys pan and tilt, + and − push, Ctrl with ← or → rolls, and Alt with ← or → goes round. A double-click on a handle takes its part of the move away.</source>
        <translation>Ziehen Sie den Rahmen dorthin, wohin die Kamera am Ende blickt, eine Ecke, um heran- oder wegzufahren, den Griff darüber zum Drehen und den Griff an der Seite zum Umlaufen. Pfeiltasten schwenken und neigen, + und − fahren, Strg mit ← oder → dreht, Alt mit ← oder → läuft um. Ein Doppelklick auf einen Griff nimmt seinen Teil der Bewegung weg.</translation>
    </message>
    <message>
        <source>Pan %1°, tilt %2°, roll %3°, push %4, orbit %5°</source>
        <translation>Schwenk %1°, Neigung %2°, Drehung %3°, Fahrt %4, Umlauf %5°</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CameraPanel</name>
    <message>
        <source>Even</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Gentle start</source>
        <translation>Sanfter Beginn</translation>
    </message>
    <message>
        <source>Gentle end</source>
        <translation>Sanftes Ende</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Schwenk</translation>
    </message>
    <message>
        <source>How far the camera turns to the right; below 0 to the left.</source>
        <translation>Wie weit die Kamera nach rechts schwenkt; unter 0 nach links.</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>How far the camera turns upwards; below 0 downwards.</source>
        <translation>Wie weit sich die Kamera nach oben neigt; unter 0 nach unten.</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>How far the camera turns clockwise.</source>
        <translation>Wie weit sich die Kamera im Uhrzeigersinn dreht.</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Fahrt</translation>
    </message>
    <message>
        <source>How much larger its subject is at the end: above 1 the camera comes nearer.</source>
        <translation>Wie viel größer das Motiv am Ende ist: über 1 kommt die Kamera näher.</translation>
    </message>
    <message>
        <source>Orbit</source>
        <translation>Umlauf</translation>
    </message>
    <message>
        <source>How far the camera goes round its subject to the right; below 0 to the left.</source>
        <translation>Wie weit die Kamera nach rechts um das Motiv läuft; unter 0 nach links.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Lets the camera stand still.</source>
        <translation>Lässt die Kamera stillstehen.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Puts the camera&apos;s handles away; the move stays.</source>
        <translation>Räumt die Griffe der Kamera weg; die Bewegung bleibt.</translation>
    </message>
    <message>
        <source>How the move starts and ends</source>
        <translation>Wie die Bewegung beginnt und endet</translation>
    </message>
    <message>
        <source>A grey picture of the photo&apos;s shape, in which white is near. Click to choose its file, or drop it here.</source>
        <translation>Ein Graubild im Format des Fotos, in dem Weiß nah ist. Klicken Sie, um seine Datei zu wählen, oder legen Sie es hier ab.</translation>
    </message>
    <message>
        <source>Guess the depth again</source>
        <translation>Tiefe wieder schätzen</translation>
    </message>
    <message>
        <source>Guesses the depth again.</source>
        <translation>Schätzt die Tiefe wieder.</translation>
    </message>
    <message>
        <source>Camera only, without the model</source>
        <translation>Nur die Kamera, ohne das Modell</translation>
    </message>
    <message>
        <source>The photo alone makes the clip, in about a second: the camera moves, nothing else does.</source>
        <translation>Das Foto allein macht den Clip, in etwa einer Sekunde: Die Kamera bewegt sich, sonst nichts.</translation>
    </message>
    <message>
        <source>%1 A double-click puts it back.</source>
        <translation>%1 Ein Doppelklick setzt zurück.</translation>
    </message>
    <message>
        <source>Depth: guessed</source>
        <translation>Tiefe: geschätzt</translation>
    </message>
    <message>
        <source>Depth: %1</source>
        <translation>Tiefe: %1</translation>
    </message>
    <message>
        <source>Gentle both ends</source>
        <translation>Beidseits sanft</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CameraPresenter</name>
    <message>
        <source>Move camera</source>
        <translation>Kamera bewegen</translation>
    </message>
    <message>
        <source>Choose the depth picture</source>
        <translation>Tiefenbild wählen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp)</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CameraPreview</name>
    <message>
        <source>Preview of the camera&apos;s move</source>
        <translation>Vorschau der Kamerabewegung</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Without parallax</source>
        <translation>Ohne Parallaxe</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Canvas</name>
    <message>
        <source>Stage</source>
        <translation>Bühne</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ControlOverlay</name>
    <message>
        <source>Regions of the photo</source>
        <translation>Bereiche des Fotos</translation>
    </message>
    <message>
        <source>Change soft edge</source>
        <translation>Weichen Rand ändern</translation>
    </message>
    <message>
        <source>Change pace</source>
        <translation>Tempo ändern</translation>
    </message>
    <message>
        <source>Remove frozen area</source>
        <translation>Eingefrorene Fläche entfernen</translation>
    </message>
    <message>
        <source>Remove region</source>
        <translation>Bereich entfernen</translation>
    </message>
    <message>
        <source>Draw round something with the lasso, then drag out of it to say where it goes.</source>
        <translation>Umranden Sie etwas mit dem Lasso und ziehen Sie dann daraus heraus, um zu sagen, wohin es sich bewegt.</translation>
    </message>
    <message>
        <source>Paint over something with the brush, then drag its dot to say where it goes.</source>
        <translation>Übermalen Sie etwas mit dem Pinsel und ziehen Sie dann an seinem Punkt, um zu sagen, wohin es sich bewegt.</translation>
    </message>
    <message>
        <source>Paint over what stays still, or hold Shift and draw round it.</source>
        <translation>Übermalen Sie, was stillsteht, oder umranden Sie es mit gedrückter Umschalttaste.</translation>
    </message>
    <message>
        <source>Regions that move: %1. Areas that stay still: %2.</source>
        <translation>Bereiche, die sich bewegen: %1. Flächen, die stillstehen: %2.</translation>
    </message>
    <message>
        <source>Region %1 is selected.</source>
        <translation>Bereich %1 ist ausgewählt.</translation>
    </message>
    <message>
        <source>Frozen area %1 is selected.</source>
        <translation>Eingefrorene Fläche %1 ist ausgewählt.</translation>
    </message>
    <message>
        <source>Return adds one in the middle, Page Up and Page Down choose one, the arrow keys move it, and with Ctrl they move where it goes.</source>
        <translation>Die Eingabetaste fügt einen in der Mitte hinzu, Bild auf und Bild ab wählen einen aus, die Pfeiltasten verschieben ihn, und mit Strg verschieben sie, wohin er sich bewegt.</translation>
    </message>
    <message>
        <source>Drag the dot to say where the region goes</source>
        <translation>Ziehen Sie am Punkt, um zu sagen, wohin sich der Bereich bewegt</translation>
    </message>
    <message>
        <source>Drag out of the region to say where it goes</source>
        <translation>Ziehen Sie aus dem Bereich heraus, um zu sagen, wohin er sich bewegt</translation>
    </message>
    <message>
        <source>Begin inside a region</source>
        <translation>Beginnen Sie in einem Bereich</translation>
    </message>
    <message>
        <source>Freeze an area</source>
        <translation>Fläche einfrieren</translation>
    </message>
    <message>
        <source>Draw region</source>
        <translation>Bereich zeichnen</translation>
    </message>
    <message>
        <source>Change movement</source>
        <translation>Bewegung ändern</translation>
    </message>
    <message>
        <source>Move region</source>
        <translation>Bereich verschieben</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Paint region</source>
        <translation>Bereich malen</translation>
    </message>
    <message>
        <source>Move frozen area</source>
        <translation>Eingefrorene Fläche verschieben</translation>
    </message>
    <message>
        <source>Draw movement</source>
        <translation>Bewegung zeichnen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ControlPreview</name>
    <message>
        <source>Crude preview</source>
        <translation>Grobe Vorschau</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CropBar</name>
    <message>
        <source>Crop</source>
        <translation>Zuschnitt</translation>
    </message>
    <message>
        <source>%1:%2</source>
        <translation>%1:%2</translation>
    </message>
    <message>
        <source>Make the clip %1</source>
        <translation>Clip im Format %1</translation>
    </message>
    <message>
        <source>Fill the clip with a part of the photo</source>
        <translation>Den Clip mit einem Teil des Fotos füllen</translation>
    </message>
    <message>
        <source>Letterbox</source>
        <translation>Mit Rändern</translation>
    </message>
    <message>
        <source>Show the whole photo between bars</source>
        <translation>Das ganze Foto zwischen Rändern zeigen</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Sicht des Modells</translation>
    </message>
    <message>
        <source>Show the picture as the model gets it, at the model&apos;s size</source>
        <translation>Das Bild so zeigen, wie das Modell es bekommt, in der Größe des Modells</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Put the crop back in the middle</source>
        <translation>Den Zuschnitt wieder in die Mitte setzen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Close the crop frame</source>
        <translation>Den Zuschnittrahmen schließen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::CropOverlay</name>
    <message>
        <source>Crop frame</source>
        <translation>Zuschnittrahmen</translation>
    </message>
    <message>
        <source>Drag the frame or press the arrow keys to choose the part of the photo. Double-click centres it.</source>
        <translation>Rahmen ziehen oder mit den Pfeiltasten bewegen, um den Teil des Fotos zu wählen. Doppelklick zentriert ihn.</translation>
    </message>
    <message>
        <source>Centre %1 % from the left, %2 % from the top</source>
        <translation>Mitte %1 % von links, %2 % von oben</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::DetailMap</name>
    <message>
        <source>This take does not say where its pixels come from.</source>
        <translation>Dieser Take sagt nicht, woher seine Pixel kommen.</translation>
    </message>
    <message>
        <source>It was made by an earlier version. Generate it again to see.</source>
        <translation>Eine frühere Version hat ihn gemacht. Erzeugen Sie ihn neu, um es zu sehen.</translation>
    </message>
    <message>
        <source>Tinted: what the model made</source>
        <translation>Gefärbt: was das Modell gemacht hat</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Directing</name>
    <message>
        <source>Regions and the camera cannot move in one clip: clear the regions or reset the camera.</source>
        <translation>Bereiche und Kamera können sich nicht in einem Clip bewegen: Entfernen Sie die Bereiche oder setzen Sie die Kamera zurück.</translation>
    </message>
    <message>
        <source>A camera without the model must move. Drag one of its handles.</source>
        <translation>Eine Kamera ohne das Modell muss sich bewegen. Ziehen Sie an einem ihrer Griffe.</translation>
    </message>
    <message>
        <source>A camera without the model cannot reach a last photo. Take one of them away.</source>
        <translation>Eine Kamera ohne das Modell kann kein letztes Foto erreichen. Nehmen Sie eines davon weg.</translation>
    </message>
    <message>
        <source>A clip that passes several photos has no regions and no camera. Keep one photo, or take these away.</source>
        <translation>Ein Clip durch mehrere Fotos hat weder Bereiche noch Kamera. Behalten Sie nur ein Foto, oder nehmen Sie diese weg.</translation>
    </message>
    <message>
        <source>Another clip&apos;s motion moves the whole photo already. Take the regions, the camera and the last photo away.</source>
        <translation>Die Bewegung eines anderen Clips bewegt schon das ganze Foto. Nehmen Sie die Bereiche, die Kamera und das letzte Foto weg.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::DirectingPresenter</name>
    <message>
        <source>A region lies outside what the clip shows: move the region or the crop.</source>
        <translation>Ein Bereich liegt außerhalb dessen, was der Clip zeigt: Verschieben Sie den Bereich oder den Zuschnitt.</translation>
    </message>
    <message>
        <source>With what is drawn here a clip takes about %1 and %2 of memory.</source>
        <translation>Mit dem, was hier gezeichnet ist, braucht ein Clip etwa %1 und %2 Speicher.</translation>
    </message>
    <message>
        <source>%1 moving, %2 frozen</source>
        <translation>%1 bewegt, %2 eingefroren</translation>
    </message>
    <message>
        <source>The region could not be written to the project&apos;s folder.</source>
        <translation>Der Bereich konnte nicht in den Ordner des Projekts geschrieben werden.</translation>
    </message>
    <message>
        <source>Is the disk full, or the folder write-protected?</source>
        <translation>Ist der Datenträger voll oder der Ordner schreibgeschützt?</translation>
    </message>
    <message>
        <source>Clear all regions</source>
        <translation>Alle Bereiche entfernen</translation>
    </message>
    <message>
        <source>A region that goes nowhere yet is left out of the clip: drag out of it to say where it goes.</source>
        <translation>Ein Bereich ohne Bewegung kommt nicht in den Clip: Ziehen Sie aus ihm heraus, um zu sagen, wohin er geht.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::DrawingBar</name>
    <message>
        <source>Drawing options</source>
        <translation>Zeichenoptionen</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>The brush&apos;s size; a pen&apos;s pressure makes it smaller</source>
        <translation>Die Größe des Pinsels; der Druck eines Stifts macht ihn kleiner</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>Weicher Rand</translation>
    </message>
    <message>
        <source>The width of the selected region&apos;s soft edge</source>
        <translation>Die Breite des weichen Randes des ausgewählten Bereichs</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Pace of the movement</source>
        <translation>Tempo der Bewegung</translation>
    </message>
    <message>
        <source>How the selected region gains and loses speed</source>
        <translation>Wie der ausgewählte Bereich schneller und langsamer wird</translation>
    </message>
    <message>
        <source>Double-click to reset</source>
        <translation>Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Leave the drawing tools (Esc)</source>
        <translation>Die Zeichenwerkzeuge verlassen (Esc)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorführen</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::DriftCurve</name>
    <message>
        <source>Drift from the first frame</source>
        <translation>Abweichung vom ersten Bild</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Frame %1: colour %2 of 255 off, %3 times as sharp as the first frame, movement %4 px</source>
        <translation>Bild %1: Farbe um %2 von 255 daneben, %3-mal so scharf wie das erste Bild, Bewegung %4 px</translation>
    </message>
    <message>
        <source>extended from here</source>
        <translation>ab hier verlängert</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::DropOverlay</name>
    <message>
        <source>What a drop does</source>
        <translation>Wirkung des Ablegens</translation>
    </message>
    <message>
        <source>Add the pictures of folder “%1”</source>
        <translation>Bilder des Ordners „%1“ hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photos</source>
        <translation>
            <numerusform>%n Foto hinzufügen</numerusform>
            <numerusform>%n Fotos hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add model %1</source>
        <translation>Modell %1 hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n models</source>
        <translation>
            <numerusform>%n Modell hinzufügen</numerusform>
            <numerusform>%n Modelle hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add the picture</source>
        <translation>Das Bild hinzufügen</translation>
    </message>
    <message>
        <source>Restore the settings that made “%1”</source>
        <translation>Einstellungen wiederherstellen, mit denen „%1“ entstand</translation>
    </message>
    <message numerus="yes">
        <source>Restore the settings that made %n files</source>
        <translation>
            <numerusform>Einstellungen wiederherstellen, mit denen %n Datei entstand</numerusform>
            <numerusform>Einstellungen wiederherstellen, mit denen %n Dateien entstanden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::EndPhoto</name>
    <message>
        <source>End with a photo…</source>
        <translation>Mit einem Foto enden…</translation>
    </message>
    <message>
        <source>Loop: end with the same photo</source>
        <translation>Schleife: mit demselben Foto enden</translation>
    </message>
    <message>
        <source>Pass several photos…</source>
        <translation>Mehrere Fotos durchlaufen…</translation>
    </message>
    <message>
        <source>End freely</source>
        <translation>Frei enden</translation>
    </message>
    <message>
        <source>Takes the last photo away: the clip ends freely.</source>
        <translation>Nimmt das letzte Foto weg: Der Clip endet frei.</translation>
    </message>
    <message>
        <source>End of the clip: %1</source>
        <translation>Ende des Clips: %1</translation>
    </message>
    <message>
        <source>Drop a photo here, and the clip ends with it. A click offers more.</source>
        <translation>Legen Sie hier ein Foto ab, und der Clip endet damit. Ein Klick bietet mehr.</translation>
    </message>
    <message>
        <source>The clip ends with this photo.</source>
        <translation>Der Clip endet mit diesem Foto.</translation>
    </message>
    <message>
        <source>The clip ends with this photo. %1</source>
        <translation>Der Clip endet mit diesem Foto. %1</translation>
    </message>
    <message>
        <source>ends freely</source>
        <translation>endet frei</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>loops</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Drop the last photo here</source>
        <translation>Das letzte Foto hier ablegen</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>eingepasst</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ErrorText</name>
    <message>
        <source>A setting is out of its range</source>
        <translation>Eine Einstellung liegt außerhalb ihres Bereichs</translation>
    </message>
    <message>
        <source>The photo cannot be read</source>
        <translation>Das Foto kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The photo is not the one it was</source>
        <translation>Das Foto ist nicht mehr dasselbe</translation>
    </message>
    <message>
        <source>The model is not there</source>
        <translation>Das Modell ist nicht vorhanden</translation>
    </message>
    <message>
        <source>The model&apos;s files are damaged or of another kind</source>
        <translation>Die Dateien des Modells sind beschädigt oder von anderer Art</translation>
    </message>
    <message>
        <source>The model cannot make this size</source>
        <translation>Das Modell kann diese Größe nicht erzeugen</translation>
    </message>
    <message>
        <source>The device is not there</source>
        <translation>Das Gerät ist nicht vorhanden</translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation>Der Speicher reicht nicht aus</translation>
    </message>
    <message>
        <source>The take cannot be written</source>
        <translation>Der Take kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The take cannot be read</source>
        <translation>Der Take kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The model gave a broken clip</source>
        <translation>Das Modell lieferte einen fehlerhaften Clip</translation>
    </message>
    <message>
        <source>The worker ended unexpectedly</source>
        <translation>Der Arbeitsprozess endete unerwartet</translation>
    </message>
    <message>
        <source>Something unexpected went wrong</source>
        <translation>Ein unerwarteter Fehler ist aufgetreten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Retry with low memory</source>
        <translation>Mit weniger Speicher versuchen</translation>
    </message>
    <message>
        <source>Retry with a new seed</source>
        <translation>Mit neuem Seed versuchen</translation>
    </message>
    <message>
        <source>Retry at the model&apos;s size</source>
        <translation>In der Größe des Modells versuchen</translation>
    </message>
    <message>
        <source>Retry with the default model</source>
        <translation>Mit dem Standardmodell versuchen</translation>
    </message>
    <message>
        <source>Retry with the model&apos;s settings</source>
        <translation>Mit den Einstellungen des Modells versuchen</translation>
    </message>
    <message>
        <source>Find the photo…</source>
        <translation>Foto suchen…</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ExportPanel</name>
    <message>
        <source>Settings of the export</source>
        <translation>Einstellungen des Exports</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Presets of exports</source>
        <translation>Vorlagen für Exporte</translation>
    </message>
    <message>
        <source>Takes or keeps settings by what the file is for.</source>
        <translation>Übernimmt oder speichert Einstellungen nach dem Zweck der Datei.</translation>
    </message>
    <message>
        <source>The take that is shown</source>
        <translation>Der gezeigte Take</translation>
    </message>
    <message>
        <source>80 looks like the original; less is smaller.</source>
        <translation>80 sieht aus wie das Original; weniger ist kleiner.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Quality, and size if need be, are lowered until the file fits.</source>
        <translation>Die Qualität, nötigenfalls auch die Größe, wird gesenkt, bis die Datei passt.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>× </source>
        <comment>times the size</comment>
        <translation>× </translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Shows settings that are seldom needed.</source>
        <translation>Zeigt selten benötigte Einstellungen.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Chooses where exports go.</source>
        <translation>Wählt, wohin exportiert wird.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Writes the file; the queue shows how far it is.</source>
        <translation>Schreibt die Datei; die Warteschlange zeigt, wie weit sie ist.</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Repeat the last export</source>
        <translation>Letzten Export wiederholen</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Keep these settings as a preset…</source>
        <translation>Diese Einstellungen als Vorlage speichern…</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Where exports go: %1</source>
        <translation>Ziel der Exporte: %1</translation>
    </message>
    <message>
        <source>{photo}, {take}, {seed}, {date}, {width}, {height}, {fps} and {format} are filled in.</source>
        <translation>{photo}, {take}, {seed}, {date}, {width}, {height}, {fps} und {format} werden ersetzt.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>A part of the take is encoded to tell the size.</source>
        <translation>Ein Teil des Takes wird kodiert, um die Größe zu nennen.</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>a button and its key</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>Exports this take with the settings and the folder of the last export.</source>
        <translation>Exportiert diesen Take mit den Einstellungen und dem Ordner des letzten Exports.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does (its key)</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ExportPresenter</name>
    <message>
        <source>The size cannot be told</source>
        <translation>Die Größe ist nicht zu ermitteln</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Etwa %1</translation>
    </message>
    <message>
        <source>%1 × %2 · %3 · %4 fps</source>
        <translation>%1 × %2 · %3 · %4 fps</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>A part of the take is encoded to tell the size.</source>
        <translation>Ein Teil des Takes wird kodiert, um die Größe zu nennen.</translation>
    </message>
    <message>
        <source>“%1” was not exported. %2</source>
        <translation>„%1“ wurde nicht exportiert. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Where exports go</source>
        <translation>Ziel der Exporte</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Exports</name>
    <message>
        <source>The engine is still starting.</source>
        <translation>Die Engine startet noch.</translation>
    </message>
    <message>
        <source>Show a take first: an export is made of it.</source>
        <translation>Bitte zuerst einen Take zeigen: Daraus entsteht der Export.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::FailureCard</name>
    <message>
        <source>Why the clip failed</source>
        <translation>Warum der Clip fehlschlug</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Other remedies</source>
        <translation>Weitere Abhilfen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Copies the cause with all details, for a report</source>
        <translation>Kopiert die Ursache mit allen Details für einen Bericht</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the failed clip out of the queue</source>
        <translation>Nimmt den fehlgeschlagenen Clip aus der Warteschlange</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>What most likely helps</source>
        <translation>Was am ehesten hilft</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::GenerateCard</name>
    <message>
        <source>4 seeds</source>
        <translation>4 Seeds</translation>
    </message>
    <message>
        <source>Before you start</source>
        <translation>Vor dem Start</translation>
    </message>
    <message>
        <source>Generate four seeds</source>
        <translation>Vier Seeds generieren</translation>
    </message>
    <message>
        <source>Makes four clips, each with its own seed.</source>
        <translation>Erzeugt vier Clips, jeden mit eigenem Seed.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>The first clip on this machine tells how long it takes.</source>
        <translation>Der erste Clip auf diesem Rechner zeigt, wie lange es dauert.</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Generieren</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>a button and its key</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>Makes another clip when the queue comes to it.</source>
        <translation>Erzeugt einen weiteren Clip, sobald er in der Warteschlange an der Reihe ist.</translation>
    </message>
    <message>
        <source>Makes a clip of each selected photo.</source>
        <translation>Erzeugt aus jedem ausgewählten Foto einen Clip.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::GuidanceCurve</name>
    <message>
        <source>Guidance over the frames</source>
        <translation>Führung über die Bilder</translation>
    </message>
    <message>
        <source>A click adds a point, dragging moves it, a double-click or Delete removes it. Page Up and Page Down choose a point, arrow keys move it, and + adds one.</source>
        <translation>Ein Klick fügt einen Punkt hinzu, Ziehen bewegt ihn, ein Doppelklick oder Entf nimmt ihn weg. Bild auf und Bild ab wählen einen Punkt, Pfeiltasten bewegen ihn, und + fügt einen hinzu.</translation>
    </message>
    <message>
        <source>There are no points yet.</source>
        <translation>Es gibt noch keine Punkte.</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>Point %1 of %2: guidance %3 at %4 % of the clip</source>
        <translation>Punkt %1 von %2: Führung %3 bei %4 % des Clips</translation>
    </message>
    <message>
        <source>Click to add a point</source>
        <translation>Klicken, um einen Punkt hinzuzufügen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::KeyframeStrip</name>
    <message>
        <source>Photos that the clip passes</source>
        <translation>Fotos, die der Clip durchläuft</translation>
    </message>
    <message>
        <source>Drag a photo, or press Ctrl with ← or →, to move it. Delete removes it.</source>
        <translation>Ziehen Sie ein Foto, oder drücken Sie Strg mit ← oder →, um es zu verschieben. Entf nimmt es weg.</translation>
    </message>
    <message>
        <source>Add a photo to pass</source>
        <translation>Foto zum Durchlaufen hinzufügen</translation>
    </message>
    <message>
        <source>Adds a photo that the clip passes.</source>
        <translation>Fügt ein Foto hinzu, das der Clip durchläuft.</translation>
    </message>
    <message>
        <source>End freely</source>
        <translation>Frei enden</translation>
    </message>
    <message>
        <source>Takes all these photos away: the clip ends freely.</source>
        <translation>Nimmt alle diese Fotos weg: Der Clip endet frei.</translation>
    </message>
    <message>
        <source>Add a photo that the clip passes or ends with.</source>
        <translation>Fügen Sie ein Foto hinzu, das der Clip durchläuft oder mit dem er endet.</translation>
    </message>
    <message>
        <source>%1 make %2</source>
        <comment>3 photos make 2 joined clips</comment>
        <translation>%1 ergeben %2</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>one clip</source>
        <translation>einen Clip</translation>
    </message>
    <message numerus="yes">
        <source>%n joined clips</source>
        <translation>
            <numerusform>%n verbundener Clip</numerusform>
            <numerusform>%n verbundene Clips</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>photos and clips · what they cost</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Photo %1 of %2: %3. %4</source>
        <translation>Foto %1 von %2: %3. %4</translation>
    </message>
    <message>
        <source>%1, fitted</source>
        <translation>%1, eingepasst</translation>
    </message>
    <message>
        <source>Move photo</source>
        <translation>Foto verschieben</translation>
    </message>
    <message>
        <source>Remove photo</source>
        <translation>Foto wegnehmen</translation>
    </message>
    <message>
        <source>Add photos to pass</source>
        <translation>Fotos zum Durchlaufen hinzufügen</translation>
    </message>
    <message>
        <source>%1 · fitted</source>
        <comment>the photo&apos;s number · it is fitted</comment>
        <translation>%1 · eingepasst</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::KeyframesPresenter</name>
    <message>
        <source>Set last photo</source>
        <translation>Letztes Foto setzen</translation>
    </message>
    <message>
        <source>Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif)</source>
        <translation>Fotos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif)</translation>
    </message>
    <message>
        <source>Choose photos to pass</source>
        <translation>Fotos zum Durchlaufen wählen</translation>
    </message>
    <message>
        <source>Add photos to pass</source>
        <translation>Fotos zum Durchlaufen hinzufügen</translation>
    </message>
    <message>
        <source>Choose the last photo</source>
        <translation>Letztes Foto wählen</translation>
    </message>
    <message>
        <source>End with the same photo</source>
        <translation>Mit demselben Foto enden</translation>
    </message>
    <message>
        <source>End freely</source>
        <translation>Frei enden</translation>
    </message>
    <message>
        <source>It has another proportion than the clip and is shown between bars, as the photo is.</source>
        <translation>Es hat ein anderes Seitenverhältnis als der Clip und wird wie das Foto zwischen Balken gezeigt.</translation>
    </message>
    <message>
        <source>It has another proportion than the clip and is cropped, as the photo is.</source>
        <translation>Es hat ein anderes Seitenverhältnis als der Clip und wird wie das Foto beschnitten.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What the worker says of its work</source>
        <translation>Was der Arbeitsprozess meldet</translation>
    </message>
    <message>
        <source>What the worker says of its work appears here.</source>
        <translation>Hier erscheint, was der Arbeitsprozess meldet.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copies the whole log</source>
        <translation>Kopiert das ganze Protokoll</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Empties the log</source>
        <translation>Leert das Protokoll</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::LoopPanel</name>
    <message>
        <source>How it repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Endlos</translation>
    </message>
    <message>
        <source>How smoothly it moves</source>
        <translation>Bildfolge</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>× </source>
        <comment>times as many frames</comment>
        <translation>× </translation>
    </message>
    <message>
        <source>As made</source>
        <translation>Wie erzeugt</translation>
    </message>
    <message>
        <source>Frames are made between the clip&apos;s own, over the loop&apos;s join too. The clip lasts as long.</source>
        <translation>Zwischen den Bildern des Clips entstehen weitere, auch über die Naht der Schleife. Der Clip dauert ebenso lang.</translation>
    </message>
    <message>
        <source>Settings of the loop</source>
        <translation>Einstellungen der Schleife</translation>
    </message>
    <message>
        <source>Fix seam</source>
        <translation>Naht schließen</translation>
    </message>
    <message>
        <source>Shows the ways to loop this clip side by side, each with its seam.</source>
        <translation>Zeigt nebeneinander, wie dieser Clip zur Schleife werden kann, jeweils mit seiner Naht.</translation>
    </message>
    <message>
        <source>Seam, from the last frame to the first</source>
        <translation>Naht vom letzten zum ersten Bild</translation>
    </message>
    <message>
        <source>Not visible</source>
        <translation>Nicht sichtbar</translation>
    </message>
    <message>
        <source>Hardly visible</source>
        <translation>Kaum sichtbar</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>A clear jump</source>
        <translation>Deutlicher Sprung</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a seam in words and as a number</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Loops the clip so.</source>
        <translation>Macht den Clip so zur Schleife.</translation>
    </message>
    <message>
        <source>Looking at the seam…</source>
        <translation>Naht wird betrachtet…</translation>
    </message>
    <message>
        <source>The ways to loop are made side by side.</source>
        <translation>Die Arten der Schleife werden nebeneinander erzeugt.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>Fix seam shows the ways to loop side by side and scores each: 0 is like any other join.</source>
        <translation>„Naht schließen“ zeigt die Arten der Schleife nebeneinander und bewertet jede: 0 ist wie jeder andere Übergang.</translation>
    </message>
    <message>
        <source>Score %1 as shot; 0 is like any other join.</source>
        <translation>Wert %1 wie aufgenommen; 0 ist wie jeder andere Übergang.</translation>
    </message>
    <message>
        <source>Score %1, and %2 as shot; 0 is like any other join.</source>
        <translation>Wert %1, wie aufgenommen %2; 0 ist wie jeder andere Übergang.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::LoopPresenter</name>
    <message>
        <source>The seam cannot be looked at.</source>
        <translation>Die Naht kann nicht betrachtet werden.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::MainWindow</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>Verlauf der Änderungen</translation>
    </message>
    <message>
        <source>Every edit; a click goes back or forward to it</source>
        <translation>Jede Änderung; ein Klick geht zu ihr zurück oder vor</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Recent projects</source>
        <translation>&amp;Letzte Projekte</translation>
    </message>
    <message>
        <source>%1 – Stillwave Studio</source>
        <translation>%1 – Stillwave Studio</translation>
    </message>
    <message>
        <source>%1 · %2 of %3 GiB memory free</source>
        <translation>%1 · %2 von %3 GiB Speicher frei</translation>
    </message>
    <message>
        <source>%1 is ready.</source>
        <translation>%1 ist bereit.</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Suche nach Modellen…</translation>
    </message>
    <message>
        <source>Stillwave Studio</source>
        <translation>Stillwave Studio</translation>
    </message>
    <message>
        <source>A clip is being made.</source>
        <translation>Ein Clip wird gerade erzeugt.</translation>
    </message>
    <message>
        <source>Everything that is finished is kept. A clip that is stopped is offered again when the project is opened.</source>
        <translation>Alles Fertige bleibt erhalten. Ein abgebrochener Clip wird beim nächsten Öffnen des Projekts wieder angeboten.</translation>
    </message>
    <message>
        <source>Finish it, then close</source>
        <translation>Fertigstellen, dann schließen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>There is no usable model yet. Add a Stable Video Diffusion file or folder.</source>
        <translation>Es gibt noch kein brauchbares Modell. Eine Datei oder einen Ordner von Stable Video Diffusion hinzufügen.</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>A file is being written.</source>
        <translation>Eine Datei wird geschrieben.</translation>
    </message>
    <message>
        <source>The small starter model is ready: each seed is another move of the camera or the scene, and Motion says how far it goes. For full quality add one of Stability&apos;s Stable Video Diffusion files.</source>
        <translation>Das kleine Startmodell ist bereit: Jeder Seed ist eine andere Bewegung der Kamera oder der Szene, und „Bewegung“ sagt, wie weit sie geht. Für volle Qualität eine von Stabilitys Dateien von Stable Video Diffusion hinzufügen.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::MakeAgainPopup</name>
    <message>
        <source>Make again</source>
        <translation>Neu machen</translation>
    </message>
    <message>
        <source>Make these frames again</source>
        <translation>Diese Bilder neu machen</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Puts a take with these frames made anew into the queue.</source>
        <translation>Stellt einen Take mit diesen neu gemachten Bildern in die Warteschlange.</translation>
    </message>
    <message>
        <source>Make frame %1 of %2 again</source>
        <translation>Bild %1 von %2 neu machen</translation>
    </message>
    <message>
        <source>Make frames %1 to %2 of %3 again</source>
        <translation>Bilder %1 bis %2 von %3 neu machen</translation>
    </message>
    <message>
        <source>a touch: the movement stays</source>
        <translation>ein Hauch: die Bewegung bleibt</translation>
    </message>
    <message>
        <source>another movement of the same kind</source>
        <translation>eine andere Bewegung derselben Art</translation>
    </message>
    <message>
        <source>quite another movement</source>
        <translation>eine ganz andere Bewegung</translation>
    </message>
    <message>
        <source>Strength %1 %: %2</source>
        <translation>Stärke %1 %: %2</translation>
    </message>
    <message>
        <source>The new frames do not follow this take&apos;s regions, camera or last photo.</source>
        <translation>Die neuen Bilder folgen nicht den Bereichen, der Kamera oder dem letzten Foto dieses Takes.</translation>
    </message>
    <message>
        <source>The new frames do not follow this take&apos;s regions, camera or last photo, so that they may jump where they meet the others.</source>
        <translation>Die neuen Bilder folgen nicht den Bereichen, der Kamera oder dem letzten Foto dieses Takes und können deshalb springen, wo sie auf die anderen treffen.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::MemoryMenu</name>
    <message>
        <source>&amp;Memory for clips</source>
        <translation>Speicher für &amp;Clips</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>At most %1 GB</source>
        <translation>Höchstens %1 GB</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::MessageBar</name>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::PhotosDock</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Add photos or folders…</source>
        <translation>Fotos oder Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Open photos (Ctrl+O), paste them (Ctrl+V), or drop them anywhere on the window</source>
        <translation>Fotos öffnen (Strg+O), einfügen (Strg+V) oder irgendwo im Fenster ablegen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::PhotosModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::PhotosPresenter</name>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n Take</numerusform>
            <numerusform>%n Takes</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>The photo cannot be read</source>
        <translation>Das Foto kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>photo size</comment>
        <translation>%1 × %2</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Project</name>
    <message>
        <source>Photo number %1 could not be read.</source>
        <translation>Foto Nummer %1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The settings of “%1” could not be read.</source>
        <translation>Die Einstellungen von „%1“ konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Some photos could not be read.</source>
        <translation>Einige Fotos konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The entry of take number %1 could not be read.</source>
        <translation>Der Eintrag von Take Nummer %1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Some takes&apos; entries could not be read.</source>
        <translation>Die Einträge einiger Takes konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Job number %1 of the queue could not be read.</source>
        <translation>Auftrag Nummer %1 der Warteschlange konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Some jobs of the queue could not be read.</source>
        <translation>Einige Aufträge der Warteschlange konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The project&apos;s title or what was shown last could not be read.</source>
        <translation>Der Titel des Projekts oder das zuletzt Gezeigte konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The take in “%1” could not be read: %2</source>
        <translation>Der Take in „%1“ konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Take number %1 is left out: its photo is not known any more.</source>
        <translation>Take Nummer %1 fehlt: Sein Foto ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>Job number %1 of the queue is left out: its photo is not known any more.</source>
        <translation>Auftrag Nummer %1 der Warteschlange fehlt: Sein Foto ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>The project&apos;s database was damaged. It is kept as “%1”.</source>
        <translation>Die Datenbank des Projekts war beschädigt. Sie ist als „%1“ aufgehoben.</translation>
    </message>
    <message>
        <source>The project&apos;s database was missing. Takes and their photos were found again; ratings, the queue and photos without takes were not.</source>
        <translation>Die Datenbank des Projekts fehlte. Takes und ihre Fotos wurden wiedergefunden; Bewertungen, die Warteschlange und Fotos ohne Takes nicht.</translation>
    </message>
    <message>
        <source>Nothing in it could be read.</source>
        <translation>Nichts darin konnte gelesen werden.</translation>
    </message>
    <message>
        <source>The project “%1” cannot be written. Check the folder&apos;s permissions and the free space, or choose another place.</source>
        <translation>Das Projekt „%1“ kann nicht geschrieben werden. Die Rechte des Ordners und den freien Platz prüfen oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The project “%1” was made by a newer Stillwave. Open it with that one; nothing was changed.</source>
        <translation>Das Projekt „%1“ wurde von einem neueren Stillwave angelegt. Mit diesem öffnen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The project “%1” is open already: in %2, process %3 on %4. Close it there first.</source>
        <translation>Das Projekt „%1“ ist schon geöffnet: in %2, Prozess %3 auf %4. Zuerst dort schließen.</translation>
    </message>
    <message>
        <source>Another program uses the database of the project “%1”. Close it there first.</source>
        <translation>Ein anderes Programm benutzt die Datenbank des Projekts „%1“. Zuerst dort schließen.</translation>
    </message>
    <message>
        <source>Job number %1 of the queue is left out: its take is not known any more.</source>
        <translation>Auftrag Nummer %1 der Warteschlange fehlt: Sein Take ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>The brushes and the camera of “%1” could not be read.</source>
        <translation>Die Pinsel und die Kamera von „%1“ konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The brushes and the camera of take number %1 could not be read.</source>
        <translation>Die Pinsel und die Kamera von Take Nummer %1 konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The brushes and the camera of job number %1 could not be read.</source>
        <translation>Die Pinsel und die Kamera des Auftrags Nummer %1 konnten nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ProjectActions</name>
    <message numerus="yes">
        <source>%n file(s) could not be opened; all others are here.</source>
        <translation>
            <numerusform>%n Datei konnte nicht geöffnet werden; alle anderen sind hier.</numerusform>
            <numerusform>%n Dateien konnten nicht geöffnet werden; alle anderen sind hier.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model “%1” was added.</source>
        <translation>Das Modell „%1“ wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Use it for the selected photos</source>
        <translation>Für die ausgewählten Fotos verwenden</translation>
    </message>
    <message>
        <source>The damaged file is kept: %1</source>
        <translation>Die beschädigte Datei wird aufbewahrt: %1</translation>
    </message>
    <message>
        <source>This project was damaged. What could be read is here.</source>
        <translation>Dieses Projekt war beschädigt. Was lesbar war, ist hier.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>Name des Projekts</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>“%1” is not a project. Choose a folder whose name ends with .stillwave.</source>
        <translation>„%1“ ist kein Projekt. Bitte einen Ordner wählen, dessen Name auf .stillwave endet.</translation>
    </message>
    <message>
        <source>Rename project</source>
        <translation>Projekt umbenennen</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>Add a model: its .safetensors file, or a folder&apos;s model_index.json</source>
        <translation>Modell hinzufügen: seine .safetensors-Datei oder die model_index.json eines Ordners</translation>
    </message>
    <message>
        <source>Models (*.safetensors model_index.json)</source>
        <translation>Modelle (*.safetensors model_index.json)</translation>
    </message>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Foto.</translation>
    </message>
    <message>
        <source>The pasted picture cannot be kept in the project: %1 cannot be written.</source>
        <translation>Das eingefügte Bild kann nicht im Projekt aufbewahrt werden: %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Where is “%1” now?</source>
        <translation>Wo ist „%1“ jetzt?</translation>
    </message>
    <message>
        <source>The project cannot be written. Nothing is lost while this window is open: make room on its disk, and the next change writes everything.</source>
        <translation>Das Projekt kann nicht geschrieben werden. Solange dieses Fenster offen ist, geht nichts verloren: Platz auf dem Datenträger schaffen, dann schreibt die nächste Änderung alles.</translation>
    </message>
    <message>
        <source>“%1” has the settings of “%2” again.</source>
        <translation>„%1“ hat wieder die Einstellungen von „%2“.</translation>
    </message>
    <message>
        <source>“%1” does not say how it was made: it is no photo, and nothing was added.</source>
        <translation>„%1“ sagt nicht, wie es entstand: Es ist kein Foto, und nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>The photo “%1” of “%2” is not where it was.</source>
        <translation>Das Foto „%1“ von „%2“ ist nicht mehr an seinem Ort.</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif);;Files made by Stillwave (*.mp4 *.webm *.gif *.webp *.apng *.png *.mov *.mkv *.json);;All files (*)</source>
        <translation>Fotos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.avif *.heic *.heif);;Dateien aus Stillwave (*.mp4 *.webm *.gif *.webp *.apng *.png *.mov *.mkv *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Adding “%1”… Finding out what it is may take half a minute.</source>
        <translation>„%1“ wird hinzugefügt … Das Erkennen kann eine halbe Minute dauern.</translation>
    </message>
    <message>
        <source>Is “%1” SVD, which makes clips of 14 frames, or SVD-XT, which makes 25? Nothing in the file tells. Until you say it, its clips have %2 frames.</source>
        <translation>Ist „%1“ SVD, das Clips mit 14 Bildern macht, oder SVD-XT, das 25 macht? Die Datei verrät es nicht. Bis Sie es sagen, haben die Clips %2 Bilder.</translation>
    </message>
    <message>
        <source>SVD-XT, 25 frames</source>
        <translation>SVD-XT, 25 Bilder</translation>
    </message>
    <message>
        <source>SVD, 14 frames</source>
        <translation>SVD, 14 Bilder</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::QueueItems</name>
    <message>
        <source>Removed photo</source>
        <translation>Entferntes Foto</translation>
    </message>
    <message>
        <source>%1 · seed %2</source>
        <translation>%1 · Seed %2</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Reading the take</source>
        <translation>Take wird gelesen</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · noch %2</translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation>Angehalten · %1</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>%1 · %2 × %3 · %4</source>
        <translation>%1 · %2 × %3 · %4</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Drag a clip, or press Alt+Up and Alt+Down, to change the order</source>
        <translation>Clip ziehen oder Alt+Auf und Alt+Ab drücken, um die Reihenfolge zu ändern</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>Goes on where it rests</source>
        <translation>Macht dort weiter, wo sie pausiert</translation>
    </message>
    <message>
        <source>Rests after the step that runs</source>
        <translation>Pausiert nach dem laufenden Schritt</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::QueuePresenter</name>
    <message>
        <source>Nothing is waiting.</source>
        <translation>Nichts wartet.</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) in the queue</source>
        <translation>
            <numerusform>%n Clip in der Warteschlange</numerusform>
            <numerusform>%n Clips in der Warteschlange</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, paused</source>
        <translation>%1, angehalten</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) were being made when Stillwave ended.</source>
        <translation>
            <numerusform>%n Clip war noch in Arbeit, als Stillwave endete.</numerusform>
            <numerusform>%n Clips waren noch in Arbeit, als Stillwave endete.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>Erneut erzeugen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n Clip ist fehlgeschlagen; die anderen sind fertig.</numerusform>
            <numerusform>%n Clips sind fehlgeschlagen; die anderen sind fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) are done.</source>
        <translation>
            <numerusform>%n Clip ist fertig.</numerusform>
            <numerusform>%n Clips sind fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) in the queue</source>
        <translation>
            <numerusform>%n Export in der Warteschlange</numerusform>
            <numerusform>%n Exporte in der Warteschlange</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 in the queue</source>
        <translation>%1 und %2 in der Warteschlange</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n Clip</numerusform>
            <numerusform>%n Clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s)</source>
        <translation>
            <numerusform>%n Export</numerusform>
            <numerusform>%n Exporte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were being written when Stillwave ended.</source>
        <translation>
            <numerusform>%n Datei wurde noch geschrieben, als Stillwave endete.</numerusform>
            <numerusform>%n Dateien wurden noch geschrieben, als Stillwave endete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) were running when Stillwave ended.</source>
        <translation>
            <numerusform>%n Auftrag war noch in Arbeit, als Stillwave endete.</numerusform>
            <numerusform>%n Aufträge waren noch in Arbeit, als Stillwave endete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n Export ist fehlgeschlagen; die anderen sind fertig.</numerusform>
            <numerusform>%n Exporte sind fehlgeschlagen; die anderen sind fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) are done.</source>
        <translation>
            <numerusform>%n Export ist fertig.</numerusform>
            <numerusform>%n Exporte sind fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n Auftrag ist fehlgeschlagen; die anderen sind fertig.</numerusform>
            <numerusform>%n Aufträge sind fehlgeschlagen; die anderen sind fertig.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2 are done.</source>
        <translation>%1 und %2 sind fertig.</translation>
    </message>
    <message>
        <source>“%1” was exported.</source>
        <translation>„%1“ wurde exportiert.</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::QueueRow</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Take off this list; the file stays</source>
        <translation>Aus dieser Liste nehmen; die Datei bleibt</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1
Drag it to where the file is wanted</source>
        <translation>%1
Dorthin ziehen, wo die Datei gebraucht wird</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Session</name>
    <message>
        <source>Gentle</source>
        <translation>Sanft</translation>
    </message>
    <message>
        <source>Lively</source>
        <translation>Lebhaft</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>Getreu</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Star take</source>
        <translation>Take markieren</translation>
    </message>
    <message>
        <source>Reject take</source>
        <translation>Take verwerfen</translation>
    </message>
    <message>
        <source>Clear rating</source>
        <translation>Bewertung löschen</translation>
    </message>
    <message>
        <source>Add a photo first.</source>
        <translation>Zuerst ein Foto hinzufügen.</translation>
    </message>
    <message>
        <source>The photo cannot be read. Locate it first.</source>
        <translation>Das Foto kann nicht gelesen werden. Bitte zuerst suchen.</translation>
    </message>
    <message>
        <source>The engine is still starting.</source>
        <translation>Die Engine startet noch.</translation>
    </message>
    <message>
        <source>There is no model. Add one first.</source>
        <translation>Kein Modell vorhanden. Bitte zuerst eines hinzufügen.</translation>
    </message>
    <message>
        <source>The model “%1” is not installed. Choose another one.</source>
        <translation>Das Modell „%1“ ist nicht installiert. Bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>The model “%1” cannot be used: %2</source>
        <translation>Das Modell „%1“ kann nicht verwendet werden: %2</translation>
    </message>
    <message>
        <source>This model needs a width and height that are multiples of %1.</source>
        <translation>Dieses Modell braucht eine Breite und Höhe, die Vielfache von %1 sind.</translation>
    </message>
    <message>
        <source>Use less memory</source>
        <translation>Weniger Speicher verwenden</translation>
    </message>
    <message>
        <source>Use the model&apos;s size</source>
        <translation>Größe des Modells verwenden</translation>
    </message>
    <message>
        <source>Use the default model</source>
        <translation>Standardmodell verwenden</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>Alle Einstellungen zurücksetzen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photos</source>
        <translation>
            <numerusform>%n Foto hinzufügen</numerusform>
            <numerusform>%n Fotos hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n photos</source>
        <translation>
            <numerusform>%n Foto entfernen</numerusform>
            <numerusform>%n Fotos entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Locate photo</source>
        <translation>Foto suchen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Change model</source>
        <translation>Modell wechseln</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Sync settings to selection</source>
        <translation>Einstellungen auf Auswahl übertragen</translation>
    </message>
    <message>
        <source>Apply preset “%1”</source>
        <translation>Vorlage „%1“ anwenden</translation>
    </message>
    <message>
        <source>Restore settings of take</source>
        <translation>Einstellungen des Takes wiederherstellen</translation>
    </message>
    <message>
        <source>Social, MP4</source>
        <translation>Soziale Medien, MP4</translation>
    </message>
    <message>
        <source>Web, small WebM</source>
        <translation>Web, kleines WebM</translation>
    </message>
    <message>
        <source>GIF for chat (8 MB)</source>
        <translation>GIF für Chats (8 MB)</translation>
    </message>
    <message>
        <source>Editing, ProRes 422</source>
        <translation>Schnitt, ProRes 422</translation>
    </message>
    <message>
        <source>Archive, FFV1</source>
        <translation>Archiv, FFV1</translation>
    </message>
    <message>
        <source>“%1” is no picture that can be animated: JPEG, PNG, WebP, TIFF, BMP, AVIF and HEIC can.</source>
        <translation>„%1“ ist kein Bild, das sich animieren lässt: JPEG, PNG, WebP, TIFF, BMP, AVIF und HEIC gehen.</translation>
    </message>
    <message>
        <source>Restore “%1”</source>
        <translation>„%1“ wiederherstellen</translation>
    </message>
    <message>
        <source>Restore settings of file</source>
        <translation>Einstellungen der Datei wiederherstellen</translation>
    </message>
    <message>
        <source>Move as a take</source>
        <translation>Wie ein Take bewegen</translation>
    </message>
    <message>
        <source>Stop moving as a take</source>
        <translation>Nicht mehr wie ein Take bewegen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::SettingEditor</name>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Lock the seed</source>
        <translation>Seed sperren</translation>
    </message>
    <message>
        <source>Draw a new seed</source>
        <translation>Neuen Seed ziehen</translation>
    </message>
    <message>
        <source>Draws a new seed and locks it.</source>
        <translation>Zieht einen neuen Seed und sperrt ihn.</translation>
    </message>
    <message>
        <source>%1 •</source>
        <comment>a setting that was changed</comment>
        <translation>%1 •</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Locked, every clip uses this seed: that of the take that is shown. Unlocked, each clip draws a new one.</source>
        <translation>Gesperrt verwendet jeder Clip diesen Seed: den des gezeigten Takes. Entsperrt zieht jeder Clip einen neuen.</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::SettingsPanel</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Takes or keeps a set of values for the motion.</source>
        <translation>Übernimmt oder speichert einen Satz von Werten für die Bewegung.</translation>
    </message>
    <message>
        <source>This photo</source>
        <translation>Dieses Foto</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Takes back the settings of the take that is shown.</source>
        <translation>Stellt die Einstellungen des gezeigten Takes wieder her.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Settings of the clip</source>
        <translation>Einstellungen des Clips</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that makes the clip.</source>
        <translation>Das Modell, das den Clip erzeugt.</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Adds a model file or folder.</source>
        <translation>Fügt eine Modelldatei oder einen Modellordner hinzu.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The size at which the model works.</source>
        <translation>Die Größe, in der das Modell arbeitet.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Shows settings that are seldom needed.</source>
        <translation>Zeigt selten benötigte Einstellungen.</translation>
    </message>
    <message>
        <source>Low is calm, high is lively.</source>
        <translation>Niedrig ist ruhig, hoch ist lebhaft.</translation>
    </message>
    <message>
        <source>Calm: small, slow movement.</source>
        <translation>Ruhig: kleine, langsame Bewegung.</translation>
    </message>
    <message>
        <source>Moderate: natural movement.</source>
        <translation>Mittel: natürliche Bewegung.</translation>
    </message>
    <message>
        <source>Lively: wide, fast movement.</source>
        <translation>Lebhaft: weite, schnelle Bewegung.</translation>
    </message>
    <message>
        <source>Also tells the model the speed.</source>
        <translation>Gibt auch dem Modell das Tempo vor.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames play %1 s; also tells the model the speed.</source>
        <translation>
            <numerusform>%n Bild läuft %1 s; gibt auch dem Modell das Tempo vor.</numerusform>
            <numerusform>%n Bilder laufen %1 s; gibt auch dem Modell das Tempo vor.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stays close to the photo; more frees the motion.</source>
        <translation>Bleibt nah am Foto; mehr gibt der Bewegung Freiheit.</translation>
    </message>
    <message>
        <source>Freer motion, less like the photo.</source>
        <translation>Freiere Bewegung, dem Foto weniger ähnlich.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Changed since this take: %1</source>
        <translation>Seit diesem Take geändert: %1</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Keep these values as a preset…</source>
        <translation>Diese Werte als Vorlage speichern…</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>%1 · auto</source>
        <translation>%1 · auto</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Faster, less exact</source>
        <translation>Schneller, weniger genau</translation>
    </message>
    <message>
        <source>Shows settings that trade exactness for time or memory.</source>
        <translation>Zeigt Einstellungen, die Genauigkeit gegen Zeit oder Speicher tauschen.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Whether it is SVD or SVD-XT is a guess.</source>
        <translation>Ob es SVD oder SVD-XT ist, ist geraten.</translation>
    </message>
    <message>
        <source>Each seed is another move: push in, pull out, pan, tilt, roll, parallax or sway. Motion says how far it goes.</source>
        <translation>Jeder Seed ist eine andere Bewegung: Zufahrt, Rückfahrt, Schwenk, Neigung, Rollen, Parallaxe oder Wiegen. „Bewegung“ sagt, wie weit sie geht.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::SettingsPresenter</name>
    <message numerus="yes">
        <source>from %n clip(s) measured here</source>
        <translation>
            <numerusform>aus %n hier gemessenen Clip</numerusform>
            <numerusform>aus %n hier gemessenen Clips</numerusform>
        </translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Etwa %1</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation>%1 bis %2, %3</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Change size</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Takes %1 of memory; %2 may be used</source>
        <translation>Braucht %1 Speicher; %2 sind erlaubt</translation>
    </message>
    <message>
        <source>Takes %1 of memory; only %2 may be used</source>
        <translation>Braucht %1 Speicher; nur %2 sind erlaubt</translation>
    </message>
    <message>
        <source>Estimated; surer once a clip was made here</source>
        <translation>Geschätzt; genauer nach dem ersten Clip hier</translation>
    </message>
    <message>
        <source>Draw guidance</source>
        <translation>Führung zeichnen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ShortcutSheet</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Finds actions by name or key.</source>
        <translation>Findet Aktionen nach Name oder Taste.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Press Enter or double-click to record another key.</source>
        <translation>Eingabetaste drücken oder doppelklicken, um eine andere Taste aufzunehmen.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Press the new key.</source>
        <translation>Die neue Taste drücken.</translation>
    </message>
    <message>
        <source>Reset this one</source>
        <translation>Dieses zurücksetzen</translation>
    </message>
    <message>
        <source>Gives the chosen action its own key back.</source>
        <translation>Gibt der gewählten Aktion ihre ursprüngliche Taste zurück.</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Gives every action its own key back.</source>
        <translation>Gibt jeder Aktion ihre ursprüngliche Taste zurück.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closes this list.</source>
        <translation>Schließt diese Liste.</translation>
    </message>
    <message>
        <source>Choose an action and press Enter to give it another key.</source>
        <translation>Aktion wählen und Eingabetaste drücken, um ihr eine andere Taste zu geben.</translation>
    </message>
    <message>
        <source>Press the new key for “%1”. Esc leaves it as it is.</source>
        <translation>Die neue Taste für „%1“ drücken. Esc lässt sie, wie sie ist.</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”. Nothing was changed.</source>
        <translation>%1 gehört bereits zu „%2“. Es wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::StagePresenter</name>
    <message>
        <source>Move crop</source>
        <translation>Zuschnitt verschieben</translation>
    </message>
    <message>
        <source>Reset crop</source>
        <translation>Zuschnitt zurücksetzen</translation>
    </message>
    <message>
        <source>Change aspect</source>
        <translation>Seitenverhältnis ändern</translation>
    </message>
    <message>
        <source>This take cannot be shown.</source>
        <translation>Dieser Take kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>%1 · %2 × %3</source>
        <translation>%1 · %2 × %3</translation>
    </message>
    <message>
        <source>made without photo detail</source>
        <translation>ohne Fotodetail erzeugt</translation>
    </message>
    <message>
        <source>Paused · %1</source>
        <translation>Angehalten · %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::StageView</name>
    <message>
        <source>Photo detail</source>
        <translation>Fotodetail</translation>
    </message>
    <message>
        <source>On: the photo&apos;s own pixels, moved as the model moved. Off: the model&apos;s frames as they are.</source>
        <translation>Ein: die Pixel des Fotos, bewegt wie im Modell. Aus: die Bilder des Modells, wie sie sind.</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Takes</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::StartPage</name>
    <message>
        <source>Or try a sample</source>
        <translation>Oder ein Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Drop photos here and watch them come alive</source>
        <translation>Fotos hier ablegen und zusehen, wie sie lebendig werden</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Fotos öffnen…</translation>
    </message>
    <message>
        <source>Choose photos to add to the project</source>
        <translation>Fotos für das Projekt auswählen</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Add a Stable Video Diffusion file or folder where it lies</source>
        <translation>Datei oder Ordner von Stable Video Diffusion am bisherigen Ort hinzufügen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Sample photo: %1</source>
        <translation>Beispielfoto: %1</translation>
    </message>
    <message>
        <source>Add this sample photo to the project</source>
        <translation>Dieses Beispielfoto dem Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Recent project: %1</source>
        <translation>Letztes Projekt: %1</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, TIFF, BMP, AVIF or HEIC. Nothing leaves this computer.</source>
        <translation>JPEG, PNG, WebP, TIFF, BMP, AVIF oder HEIC. Nichts verlässt diesen Rechner.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::TakeActions</name>
    <message>
        <source>This take was made without the model, which cannot go on from it.</source>
        <translation>Dieser Take wurde ohne das Modell gemacht, das nicht von ihm aus weitermachen kann.</translation>
    </message>
    <message>
        <source>Show a take first.</source>
        <translation>Zeigen Sie zuerst einen Take.</translation>
    </message>
    <message>
        <source>The in and the out point hold %1 frames, but the model makes %2 at once. Set them nearer together.</source>
        <translation>Zwischen In- und Out-Punkt liegen %1 Bilder, aber das Modell macht %2 auf einmal. Setzen Sie die Punkte näher zusammen.</translation>
    </message>
    <message>
        <source>Takes about %1, as this take did.</source>
        <translation>Dauert etwa %1, so lange wie dieser Take.</translation>
    </message>
    <message>
        <source>Add a photo first.</source>
        <translation>Füge zuerst ein Foto hinzu.</translation>
    </message>
    <message>
        <source>Copy a take&apos;s motion first.</source>
        <translation>Kopiere zuerst die Bewegung eines Takes.</translation>
    </message>
    <message>
        <source>This photo does not move as a take.</source>
        <translation>Dieses Foto bewegt sich nicht wie ein Take.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::TakesModel</name>
    <message>
        <source>%1, starred</source>
        <translation>%1, markiert</translation>
    </message>
    <message>
        <source>%1, rejected</source>
        <translation>%1, verworfen</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::TakesStrip</name>
    <message>
        <source>Every clip that you generate from this photo is kept here.</source>
        <translation>Jeder aus diesem Foto generierte Clip wird hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>Stern entfernen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Take the rejection back</source>
        <translation>Verwerfen zurücknehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Restore these settings</source>
        <translation>Diese Einstellungen wiederherstellen</translation>
    </message>
    <message>
        <source>Four variations</source>
        <translation>Vier Variationen</translation>
    </message>
    <message>
        <source>Extend from the last frame</source>
        <translation>Vom letzten Bild aus verlängern</translation>
    </message>
    <message>
        <source>Extend from this frame</source>
        <translation>Von diesem Bild aus verlängern</translation>
    </message>
    <message>
        <source>Show this take and go to the frame first.</source>
        <translation>Zeigen Sie zuerst diesen Take, und gehen Sie zu dem Bild.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Drag to move through the clip. I and O set where playing begins and ends.</source>
        <translation>Ziehen, um sich durch den Clip zu bewegen. I und O setzen Anfang und Ende der Wiedergabe.</translation>
    </message>
    <message>
        <source>No clip</source>
        <translation>Kein Clip</translation>
    </message>
    <message>
        <source>Frame %1 of %2, in %3, out %4</source>
        <translation>Bild %1 von %2, In %3, Out %4</translation>
    </message>
    <message>
        <source>In %1 · Out %2 · %3 s</source>
        <translation>In %1 · Out %2 · %3 s</translation>
    </message>
    <message>
        <source>The frames of the clip appear here.</source>
        <translation>Hier erscheinen die Bilder des Clips.</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ToolBar</name>
    <message>
        <source>Drawing tools</source>
        <translation>Zeichenwerkzeuge</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::TransportBar</name>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation>Ping-Pong</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Wiedergabesteuerung</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>Ein Bild weiter</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast the clip plays</source>
        <translation>Wie schnell der Clip läuft</translation>
    </message>
    <message>
        <source>Play mode</source>
        <translation>Wiedergabemodus</translation>
    </message>
    <message>
        <source>What happens at the clip&apos;s end</source>
        <translation>Was am Ende des Clips geschieht</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>How large the picture is shown</source>
        <translation>Wie groß das Bild gezeigt wird</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>%1 · frame %2 / %3</source>
        <translation>%1 · Bild %2 / %3</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Fit %1</source>
        <translation>Einpassen %1</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ValueBox</name>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::VariantButton</name>
    <message>
        <source>%1: %2</source>
        <comment>a way to loop and how its seam looks</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Wording</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Reading the photo</source>
        <translation>Foto wird gelesen</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Decoding %1 of %2</source>
        <translation>Dekodieren %1 von %2</translation>
    </message>
    <message>
        <source>Photo detail %1 of %2</source>
        <translation>Fotodetail %1 von %2</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>Take %1 · seed %2 · %3 frames · %4 fps</source>
        <translation>Take %1 · Seed %2 · %3 Bilder · %4 fps</translation>
    </message>
    <message>
        <source>Motion %1 · %2 steps · %3 × %4 · %5</source>
        <translation>Bewegung %1 · %2 Schritte · %3 × %4 · %5</translation>
    </message>
    <message>
        <source>Made %1 in %2</source>
        <translation>Erstellt %1, Dauer %2</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Closing the loop</source>
        <translation>Schleife wird geschlossen</translation>
    </message>
    <message>
        <source>Frames between %1 of %2</source>
        <translation>Zwischenbilder %1 von %2</translation>
    </message>
    <message>
        <source>Upscaling %1 of %2</source>
        <translation>Hochskalieren %1 von %2</translation>
    </message>
    <message>
        <source>Writing %1 of %2</source>
        <translation>Schreiben %1 von %2</translation>
    </message>
    <message>
        <source>Locking the camera</source>
        <translation>Kamera wird festgehalten</translation>
    </message>
    <message>
        <source>Take %1 · seed %2 · %3 fps</source>
        <translation>Take %1 · Seed %2 · %3 fps</translation>
    </message>
</context>
</TS>
