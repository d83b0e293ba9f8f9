<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-FileCopyrightText: 2026 The Melody developers -->
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>AlbumHeader</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message numerus="yes">
            <source>That was a bit fast. Try again in %n second(s).</source>
            <translation>
                <numerusform>That was a bit fast. Try again in %n second.</numerusform>
                <numerusform>That was a bit fast. Try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FamilyForms</name>
        <message numerus="yes">
            <source>All %n place(s) of your plan are taken.</source>
            <translation>
                <numerusform>The one place of your plan is taken (%n).</numerusform>
                <numerusform>All %n places of your plan are taken.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::PlansViewModel</name>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n account</numerusform>
                <numerusform>%n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) for free first</source>
            <translation>
                <numerusform>%n day for free first</numerusform>
                <numerusform>%n days for free first</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::DownloadsViewModel</name>
        <message numerus="yes">
            <source>%n second(s) left</source>
            <translation>
                <numerusform>%n second left</numerusform>
                <numerusform>%n seconds left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) left</source>
            <translation>
                <numerusform>%n minute left</numerusform>
                <numerusform>%n minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryScreen</name>
        <message numerus="yes">
            <source>Playlist, %n song(s)</source>
            <translation>
                <numerusform>Playlist, %n song</numerusform>
                <numerusform>Playlist, %n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::SecurityViewModel</name>
        <message numerus="yes">
            <source>%n recovery code(s) left</source>
            <translation>
                <numerusform>%n recovery code left</numerusform>
                <numerusform>%n recovery codes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaylistHeader</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SleepDialog</name>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation>
                <numerusform>In %n minute</numerusform>
                <numerusform>In %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SoundScreen</name>
        <message numerus="yes">
            <source>%n second(s); albums in their order stay whole</source>
            <translation>
                <numerusform>%n second; albums in their order stay whole</numerusform>
                <numerusform>%n seconds; albums in their order stay whole</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::QueueViewModel</name>
        <message numerus="yes">
            <source>Stops in %n minute(s)</source>
            <translation>
                <numerusform>Stops in %n minute</numerusform>
                <numerusform>Stops in %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No skips left. The next one in %n minute(s); with a plan you skip as you like.</source>
            <translation>
                <numerusform>No skips left. The next one in %n minute; with a plan you skip as you like.</numerusform>
                <numerusform>No skips left. The next one in %n minutes; with a plan you skip as you like.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Shuffled for you. %n skip(s) left this hour.</source>
            <translation>
                <numerusform>Shuffled for you. %n skip left this hour.</numerusform>
                <numerusform>Shuffled for you. %n skips left this hour.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) play next</source>
            <translation>
                <numerusform>%n song plays next</numerusform>
                <numerusform>%n songs play next</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) are in the queue</source>
            <translation>
                <numerusform>%n song is in the queue</numerusform>
                <numerusform>%n songs are in the queue</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::StatisticsViewModel</name>
        <message numerus="yes">
            <source>%n play(s)</source>
            <translation>
                <numerusform>%n play</numerusform>
                <numerusform>%n plays</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportPlaylist</name>
        <message numerus="yes">
            <source>%n song(s) found</source>
            <translation>
                <numerusform>%n song found</numerusform>
                <numerusform>%n songs found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KeepNewestDialog</name>
        <message numerus="yes">
            <source>The %n newest song(s)</source>
            <translation>
                <numerusform>The newest song</numerusform>
                <numerusform>The %n newest songs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n newest episode(s)</source>
            <translation>
                <numerusform>The newest episode</numerusform>
                <numerusform>The %n newest episodes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShowHeader</name>
        <message numerus="yes">
            <source>Offline: %n episode(s) on this device</source>
            <translation>
                <numerusform>Offline: %n episode on this device</numerusform>
                <numerusform>Offline: %n episodes on this device</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n episode(s)</source>
            <translation>
                <numerusform>%n episode</numerusform>
                <numerusform>%n episodes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SearchScreen</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
</TS>
