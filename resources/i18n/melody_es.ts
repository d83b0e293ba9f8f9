<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-FileCopyrightText: 2026 The Melody developers -->
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="es">
    <context>
        <name>AlbumCard</name>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message>
            <source>Play %1</source>
            <translation>Reproducir %1</translation>
        </message>
    </context>
    <context>
        <name>AlbumHeader</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n canción</numerusform>
                <numerusform>%n canciones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Single</source>
            <translation>Sencillo</translation>
        </message>
        <message>
            <source>Album</source>
            <translation>Álbum</translation>
        </message>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
    </context>
    <context>
        <name>AlbumScreen</name>
        <message>
            <source>Licence: %1</source>
            <translation>Licencia: %1</translation>
        </message>
        <message>
            <source>This album didn't load</source>
            <translation>No se pudo cargar el álbum</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
    </context>
    <context>
        <name>AlbumSkeleton</name>
        <message>
            <source>Loading</source>
            <translation>Cargando</translation>
        </message>
    </context>
    <context>
        <name>ArtistHeader</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
    </context>
    <context>
        <name>ArtistScreen</name>
        <message>
            <source>This artist didn't load</source>
            <translation>No se pudo cargar el artista</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
    </context>
    <context>
        <name>BrowseScreen</name>
        <message>
            <source>All albums</source>
            <translation>Todos los álbumes</translation>
        </message>
        <message>
            <source>The list stopped here</source>
            <translation>La lista se detuvo aquí</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>That was a bit fast. Wait a moment, then try again.</source>
            <translation>Vas muy rápido. Espera un momento e inténtalo de nuevo.</translation>
        </message>
        <message numerus="yes">
            <source>That was a bit fast. Try again in %n second(s).</source>
            <translation>
                <numerusform>Vas muy rápido. Inténtalo de nuevo en %n segundo.</numerusform>
                <numerusform>Vas muy rápido. Inténtalo de nuevo en %n segundos.</numerusform>
            </translation>
        </message>
        <message>
            <source>You seem to be offline. Check your connection and try again.</source>
            <translation>Parece que no tienes conexión. Compruébala e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Melody can't be reached right now. It isn't you. Try again in a moment.</source>
            <translation>Ahora mismo no podemos conectar con Melody. No es cosa tuya. Inténtalo de nuevo en un momento.</translation>
        </message>
        <message>
            <source>That took too long. Your connection may be slow. Try again.</source>
            <translation>Ha tardado demasiado. Puede que tu conexión sea lenta. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This isn't the server Melody expects, so nothing was sent. Check your network or your settings.</source>
            <translation>Este no es el servidor que Melody espera, así que no se envió nada. Revisa tu red o tus ajustes.</translation>
        </message>
        <message>
            <source>You've been signed out. Sign in to go on.</source>
            <translation>Se ha cerrado tu sesión. Inicia sesión para continuar.</translation>
        </message>
        <message>
            <source>There is already an account with this e-mail. Sign in instead?</source>
            <translation>Ya existe una cuenta con este correo. ¿Quieres iniciar sesión?</translation>
        </message>
        <message>
            <source>No speakers or headphones were found. Connect some, then press Play.</source>
            <translation>No hay altavoces ni auriculares. Conecta unos y pulsa Reproducir.</translation>
        </message>
        <message>
            <source>Your speakers or headphones went away. Press Play to go on.</source>
            <translation>Tus altavoces o auriculares se han desconectado. Pulsa Reproducir para seguir.</translation>
        </message>
        <message>
            <source>This track arrived damaged. Press Play to try again, or skip to the next one.</source>
            <translation>Esta canción llegó dañada. Pulsa Reproducir para reintentarlo o pasa a la siguiente.</translation>
        </message>
        <message>
            <source>Your plan doesn't include this.</source>
            <translation>Tu plan no incluye esto.</translation>
        </message>
        <message>
            <source>You can't listen to this here.</source>
            <translation>No puedes escuchar esto aquí.</translation>
        </message>
        <message>
            <source>This isn't on Melody any more.</source>
            <translation>Esto ya no está en Melody.</translation>
        </message>
        <message>
            <source>Something changed in the meantime. Have another look and try again.</source>
            <translation>Algo ha cambiado mientras tanto. Échale otro vistazo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Something isn't filled in right.</source>
            <translation>Hay algo que no está bien rellenado.</translation>
        </message>
        <message>
            <source>Something went wrong on our side. Try again.</source>
            <translation>Algo ha fallado por nuestra parte. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>That e-mail and password don't go together. Try again.</source>
            <translation>Ese correo y esa contraseña no coinciden. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Enter your e-mail address.</source>
            <translation>Escribe tu correo electrónico.</translation>
        </message>
        <message>
            <source>This doesn't look like an e-mail address.</source>
            <translation>Esto no parece un correo electrónico.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Escribe tu contraseña.</translation>
        </message>
        <message>
            <source>This password is too long: 256 characters at most.</source>
            <translation>Esta contraseña es demasiado larga: 256 caracteres como máximo.</translation>
        </message>
        <message>
            <source>Use at least 8 characters that are hard to guess.</source>
            <translation>Usa al menos 8 caracteres difíciles de adivinar.</translation>
        </message>
        <message>
            <source>This name is too long: 80 characters at most.</source>
            <translation>Este nombre es demasiado largo: 80 caracteres como máximo.</translation>
        </message>
        <message>
            <source>Enter the name others will see.</source>
            <translation>Escribe el nombre que verán los demás.</translation>
        </message>
    </context>
    <context>
        <name>ExplicitBadge</name>
        <message>
            <source>Explicit</source>
            <translation>Explícita</translation>
        </message>
    </context>
    <context>
        <name>FormPage</name>
        <message>
            <source>Independent music, played exactly as it was made.</source>
            <translation>Música independiente, tal y como se creó.</translation>
        </message>
    </context>
    <context>
        <name>Hero</name>
        <message>
            <source>Open %1</source>
            <translation>Abrir %1</translation>
        </message>
        <message>
            <source>New release</source>
            <translation>Novedad</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Open album</source>
            <translation>Abrir álbum</translation>
        </message>
    </context>
    <context>
        <name>HomeScreen</name>
        <message>
            <source>New releases</source>
            <translation>Novedades</translation>
        </message>
        <message>
            <source>Popular on Melody</source>
            <translation>Popular en Melody</translation>
        </message>
        <message>
            <source>Artists to know</source>
            <translation>Artistas por descubrir</translation>
        </message>
        <message>
            <source>All albums</source>
            <translation>Todos los álbumes</translation>
        </message>
        <message>
            <source>For you</source>
            <translation>Para ti</translation>
        </message>
        <message>
            <source>Good morning</source>
            <translation>Buenos días</translation>
        </message>
        <message>
            <source>Good afternoon</source>
            <translation>Buenas tardes</translation>
        </message>
        <message>
            <source>Good evening</source>
            <translation>Buenas noches</translation>
        </message>
        <message>
            <source>Still up?</source>
            <translation>¿Aún despierto?</translation>
        </message>
        <message>
            <source>See all</source>
            <translation>Ver todos</translation>
        </message>
        <message>
            <source>Home didn't load</source>
            <translation>No se pudo cargar el inicio</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>No music yet</source>
            <translation>Todavía no hay música</translation>
        </message>
        <message>
            <source>As soon as somebody publishes a record, it will be here.</source>
            <translation>En cuanto alguien publique un disco, aparecerá aquí.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Volver a mirar</translation>
        </message>
    </context>
    <context>
        <name>MiniPlayer</name>
        <message>
            <source>Player</source>
            <translation>Reproductor</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
    </context>
    <context>
        <name>NowPlayingScreen</name>
        <message>
            <source>Now playing</source>
            <translation>Sonando ahora</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Playing from</source>
            <translation>Suena desde</translation>
        </message>
    </context>
    <context>
        <name>NowPlayingSummary</name>
        <message>
            <source>Now playing: %1</source>
            <translation>Sonando ahora: %1</translation>
        </message>
    </context>
    <context>
        <name>NowPlayingTitle</name>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message>
            <source>Player</source>
            <translation>Reproductor</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apariencia</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscura</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clara</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tamaño del texto</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>Pequeño</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>Grande</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>Movimiento</translation>
        </message>
        <message>
            <source>Less movement, if movement bothers you.</source>
            <translation>Menos movimiento, si te molesta.</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Completo</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>Reducido</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Cerrar sesión</translation>
        </message>
        <message>
            <source>Melody %1</source>
            <translation>Melody %1</translation>
        </message>
        <message>
            <source>Sign out?</source>
            <translation>¿Cerrar sesión?</translation>
        </message>
        <message>
            <source>The music stops. You can sign in again at any time.</source>
            <translation>La música se detendrá. Puedes volver a iniciar sesión cuando quieras.</translation>
        </message>
    </context>
    <context>
        <name>Shelf</name>
        <message>
            <source>Back in “%1”</source>
            <translation>Retroceder en «%1»</translation>
        </message>
        <message>
            <source>More of “%1”</source>
            <translation>Más de «%1»</translation>
        </message>
    </context>
    <context>
        <name>ShelfSkeleton</name>
        <message>
            <source>Loading</source>
            <translation>Cargando</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>Home</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Navigation</source>
            <translation>Navegación</translation>
        </message>
    </context>
    <context>
        <name>SignInScreen</name>
        <message>
            <source>Welcome back</source>
            <translation>Hola de nuevo</translation>
        </message>
        <message>
            <source>Sign in to go on listening.</source>
            <translation>Inicia sesión para seguir escuchando.</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>New here? Create an account</source>
            <translation>¿Primera vez? Crea una cuenta</translation>
        </message>
    </context>
    <context>
        <name>SignUpScreen</name>
        <message>
            <source>Create your account</source>
            <translation>Crea tu cuenta</translation>
        </message>
        <message>
            <source>Free, and yours in a minute.</source>
            <translation>Gratis y tuya en un minuto.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>What others will see</source>
            <translation>Lo que verán los demás</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>At least 8 characters</source>
            <translation>Al menos 8 caracteres</translation>
        </message>
        <message>
            <source>Create account</source>
            <translation>Crear cuenta</translation>
        </message>
        <message>
            <source>Already with us? Sign in</source>
            <translation>¿Ya tienes cuenta? Inicia sesión</translation>
        </message>
    </context>
    <context>
        <name>TabBar</name>
        <message>
            <source>Navigation</source>
            <translation>Navegación</translation>
        </message>
    </context>
    <context>
        <name>TextField</name>
        <message>
            <source>Hide password</source>
            <translation>Ocultar contraseña</translation>
        </message>
        <message>
            <source>Show password</source>
            <translation>Mostrar contraseña</translation>
        </message>
    </context>
    <context>
        <name>TrackRow</name>
        <message>
            <source>Play %1</source>
            <translation>Reproducir %1</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Previous</source>
            <translation>Anterior</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
    </context>
    <context>
        <name>UpNext</name>
        <message>
            <source>Up next</source>
            <translation>A continuación</translation>
        </message>
    </context>
    <context>
        <name>VolumeControl</name>
        <message>
            <source>Unmute</source>
            <translation>Activar el sonido</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Silenciar</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volumen</translation>
        </message>
    </context>
    <context>
        <name>WaveformSeekBar</name>
        <message>
            <source>Position</source>
            <translation>Posición</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
    </context>
</TS>
