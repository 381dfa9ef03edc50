<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>stillwave::ui::DropOverlay</name>
    <message numerus="yes">
        <source>Add %n photos</source>
        <translation>
            <numerusform>Add %n photo</numerusform>
            <numerusform>Add %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n models</source>
        <translation>
            <numerusform>Add %n model</numerusform>
            <numerusform>Add %n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore the settings that made %n files</source>
        <translation>
            <numerusform>Restore the settings that made %n file</numerusform>
            <numerusform>Restore the settings that made %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::EndPhoto</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ExportPresenter</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::GuidanceCurve</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::KeyframeStrip</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joined clips</source>
        <translation>
            <numerusform>%n joined clip</numerusform>
            <numerusform>%n joined clips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::PhotosPresenter</name>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n take</numerusform>
            <numerusform>%n takes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::ProjectActions</name>
    <message numerus="yes">
        <source>%n file(s) could not be opened; all others are here.</source>
        <translation>
            <numerusform>%n file could not be opened; all others are here.</numerusform>
            <numerusform>%n files could not be opened; all others are here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::QueuePresenter</name>
    <message numerus="yes">
        <source>%n clip(s) in the queue</source>
        <translation>
            <numerusform>%n clip in the queue</numerusform>
            <numerusform>%n clips in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) were being made when Stillwave ended.</source>
        <translation>
            <numerusform>%n clip was being made when Stillwave ended.</numerusform>
            <numerusform>%n clips were being made when Stillwave ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n clip failed; the others are done.</numerusform>
            <numerusform>%n clips failed; the others are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s) are done.</source>
        <translation>
            <numerusform>%n clip is done.</numerusform>
            <numerusform>%n clips are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) in the queue</source>
        <translation>
            <numerusform>%n export in the queue</numerusform>
            <numerusform>%n exports in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s)</source>
        <translation>
            <numerusform>%n export</numerusform>
            <numerusform>%n exports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were being written when Stillwave ended.</source>
        <translation>
            <numerusform>%n file was being written when Stillwave ended.</numerusform>
            <numerusform>%n files were being written when Stillwave ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) were running when Stillwave ended.</source>
        <translation>
            <numerusform>%n job was running when Stillwave ended.</numerusform>
            <numerusform>%n jobs were running when Stillwave ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n export failed; the others are done.</numerusform>
            <numerusform>%n exports failed; the others are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n export(s) are done.</source>
        <translation>
            <numerusform>%n export is done.</numerusform>
            <numerusform>%n exports are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed; the others are done.</source>
        <translation>
            <numerusform>%n job failed; the others are done.</numerusform>
            <numerusform>%n jobs failed; the others are done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::Session</name>
    <message numerus="yes">
        <source>Add %n photos</source>
        <translation>
            <numerusform>Add %n photo</numerusform>
            <numerusform>Add %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n photos</source>
        <translation>
            <numerusform>Remove %n photo</numerusform>
            <numerusform>Remove %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::SettingsPanel</name>
    <message numerus="yes">
        <source>%n frames play %1 s; also tells the model the speed.</source>
        <translation>
            <numerusform>%n frame plays %1 s; also tells the model the speed.</numerusform>
            <numerusform>%n frames play %1 s; also tells the model the speed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stillwave::ui::SettingsPresenter</name>
    <message numerus="yes">
        <source>from %n clip(s) measured here</source>
        <translation>
            <numerusform>from %n clip measured here</numerusform>
            <numerusform>from %n clips measured here</numerusform>
        </translation>
    </message>
</context>
</TS>
