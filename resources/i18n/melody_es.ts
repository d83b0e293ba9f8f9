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
            <source>This album didn&apos;t load</source>
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
            <source>This artist didn&apos;t load</source>
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
        <name>ChildSignInScreen</name>
        <message>
            <source>Hello!</source>
            <translation>¡Hola!</translation>
        </message>
        <message>
            <source>Ask who manages your family for a code: it is in their app under Settings, Family.</source>
            <translation>Pide un código a quien lleva tu familia: está en su aplicación, en Ajustes, Familia.</translation>
        </message>
        <message>
            <source>Code of your family</source>
            <translation>Código de tu familia</translation>
        </message>
        <message>
            <source>Your password</source>
            <translation>Tu contraseña</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Entrar</translation>
        </message>
        <message>
            <source>Back to sign in</source>
            <translation>Volver a entrar</translation>
        </message>
    </context>
    <context>
        <name>CodeScreen</name>
        <message>
            <source>Is it really you?</source>
            <translation>¿De verdad eres tú?</translation>
        </message>
        <message>
            <source>Enter the six digits your authenticator app shows now. Lost your phone? One of your recovery codes works, too.</source>
            <translation>Escribe los seis dígitos que muestra ahora tu aplicación de autenticación. ¿Has perdido el teléfono? También vale uno de tus códigos de recuperación.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Código</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>Back to sign in</source>
            <translation>Volver a entrar</translation>
        </message>
    </context>
    <context>
        <name>ControlsEditor</name>
        <message>
            <source>Rules for %1</source>
            <translation>Reglas para %1</translation>
        </message>
        <message>
            <source>Explicit music</source>
            <translation>Música explícita</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>Oculta</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitida</translation>
        </message>
        <message>
            <source>Music</source>
            <translation>Música</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>No</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>Podcasts</source>
            <translation>Pódcast</translation>
        </message>
        <message>
            <source>Minutes of listening a day</source>
            <translation>Minutos de escucha al día</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Libre</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Horas de silencio</translation>
        </message>
        <message>
            <source>No music then; it begins and ends by itself.</source>
            <translation>Entonces no hay música; empieza y termina solo.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>Save the rules</source>
            <translation>Guardar las reglas</translation>
        </message>
    </context>
    <context>
        <name>DevicesScreen</name>
        <message>
            <source>Devices</source>
            <translation>Dispositivos</translation>
        </message>
        <message>
            <source>Your devices can&apos;t be shown</source>
            <translation>No se pueden mostrar tus dispositivos</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>Don&apos;t know one of these? Sign it out, then change your password.</source>
            <translation>¿No conoces alguno? Cierra su sesión y cambia tu contraseña.</translation>
        </message>
        <message>
            <source>This device</source>
            <translation>Este dispositivo</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>Último uso: %1</translation>
        </message>
        <message>
            <source>%1, last used %2</source>
            <translation>%1, último uso: %2</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Cerrar sesión</translation>
        </message>
        <message>
            <source>Sign out everywhere else</source>
            <translation>Cerrar las demás sesiones</translation>
        </message>
        <message>
            <source>Sign out everywhere else?</source>
            <translation>¿Cerrar las demás sesiones?</translation>
        </message>
        <message>
            <source>Only this device stays signed in.</source>
            <translation>Solo este dispositivo sigue dentro.</translation>
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
            <source>Melody can&apos;t be reached right now. It isn&apos;t you. Try again in a moment.</source>
            <translation>Ahora mismo no podemos conectar con Melody. No es cosa tuya. Inténtalo de nuevo en un momento.</translation>
        </message>
        <message>
            <source>That took too long. Your connection may be slow. Try again.</source>
            <translation>Ha tardado demasiado. Puede que tu conexión sea lenta. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This isn&apos;t the server Melody expects, so nothing was sent. Check your network or your settings.</source>
            <translation>Este no es el servidor que Melody espera, así que no se envió nada. Revisa tu red o tus ajustes.</translation>
        </message>
        <message>
            <source>You&apos;ve been signed out. Sign in to go on.</source>
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
            <source>Your plan doesn&apos;t include this.</source>
            <translation>Tu plan no incluye esto.</translation>
        </message>
        <message>
            <source>You can&apos;t listen to this here.</source>
            <translation>No puedes escuchar esto aquí.</translation>
        </message>
        <message>
            <source>This isn&apos;t on Melody any more.</source>
            <translation>Esto ya no está en Melody.</translation>
        </message>
        <message>
            <source>Something changed in the meantime. Have another look and try again.</source>
            <translation>Algo ha cambiado mientras tanto. Échale otro vistazo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Something isn&apos;t filled in right.</source>
            <translation>Hay algo que no está bien rellenado.</translation>
        </message>
        <message>
            <source>Something went wrong on our side. Try again.</source>
            <translation>Algo ha fallado por nuestra parte. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>That e-mail and password don&apos;t go together. Try again.</source>
            <translation>Ese correo y esa contraseña no coinciden. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Enter your e-mail address.</source>
            <translation>Escribe tu correo electrónico.</translation>
        </message>
        <message>
            <source>This doesn&apos;t look like an e-mail address.</source>
            <translation>Esto no parece un correo electrónico.</translation>
        </message>
        <message>
            <source>Enter your password.</source>
            <translation>Escribe tu contraseña.</translation>
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
        <message>
            <source>That took too long. Give your e-mail and password again.</source>
            <translation>Ha pasado demasiado tiempo. Escribe otra vez tu correo y tu contraseña.</translation>
        </message>
        <message>
            <source>This code was used already, or is too old. Ask for another e-mail.</source>
            <translation>Este código ya se usó o es demasiado antiguo. Pide otro correo.</translation>
        </message>
        <message>
            <source>That wasn&apos;t right. Try again.</source>
            <translation>No es correcto. Prueba otra vez.</translation>
        </message>
        <message>
            <source>Nothing was changed, because we couldn&apos;t make sure that it&apos;s you.</source>
            <translation>No se ha cambiado nada, porque no pudimos comprobar que eres tú.</translation>
        </message>
        <message>
            <source>This was changed on another device. Look at it again, then save.</source>
            <translation>Esto se cambió en otro dispositivo. Míralo otra vez y guarda.</translation>
        </message>
        <message>
            <source>We can&apos;t send e-mail right now. Try again in a while.</source>
            <translation>Ahora no podemos enviar correos. Prueba dentro de un rato.</translation>
        </message>
        <message>
            <source>Your plan takes no more members. Change your plan, or remove somebody first.</source>
            <translation>En tu plan no caben más miembros. Cambia de plan o quita antes a alguien.</translation>
        </message>
        <message>
            <source>You are in a family already. Leave it first.</source>
            <translation>Ya estás en una familia. Sal de ella primero.</translation>
        </message>
        <message>
            <source>This invitation is over, or was used already. Ask for another one.</source>
            <translation>Esta invitación ya no vale o ya se usó. Pide otra.</translation>
        </message>
        <message>
            <source>Only who manages the family can change this.</source>
            <translation>Solo quien lleva la familia puede cambiar esto.</translation>
        </message>
        <message>
            <source>Ask who manages your family to do this for you.</source>
            <translation>Pide a quien lleva tu familia que lo haga por ti.</translation>
        </message>
        <message>
            <source>Your family doesn&apos;t allow explicit music for you. Pick something else.</source>
            <translation>Tu familia no te permite música explícita. Elige otra cosa.</translation>
        </message>
        <message>
            <source>Your family doesn&apos;t allow this for you. Pick something else.</source>
            <translation>Tu familia no te permite esto. Elige otra cosa.</translation>
        </message>
        <message>
            <source>It&apos;s quiet time now. You can listen again when it&apos;s over.</source>
            <translation>Ahora es hora de silencio. Podrás escuchar cuando termine.</translation>
        </message>
        <message>
            <source>Your listening time for today is up. See you tomorrow!</source>
            <translation>Se acabó tu tiempo de escucha de hoy. ¡Hasta mañana!</translation>
        </message>
        <message>
            <source>This password is too long: 128 characters at most.</source>
            <translation>Esta contraseña es demasiado larga: 128 caracteres como máximo.</translation>
        </message>
        <message>
            <source>This password is one of the first a thief tries. Choose another one.</source>
            <translation>Esta contraseña es de las primeras que prueba un ladrón. Elige otra.</translation>
        </message>
        <message>
            <source>Your password can&apos;t be your e-mail address.</source>
            <translation>Tu contraseña no puede ser tu correo.</translation>
        </message>
        <message>
            <source>Use at least 4 characters.</source>
            <translation>Usa al menos 4 caracteres.</translation>
        </message>
        <message>
            <source>This isn&apos;t your present password.</source>
            <translation>Esta no es tu contraseña actual.</translation>
        </message>
        <message>
            <source>Enter the code.</source>
            <translation>Escribe el código.</translation>
        </message>
        <message>
            <source>That isn&apos;t the code of this moment. Codes change every 30 seconds.</source>
            <translation>Ese no es el código de este momento. Los códigos cambian cada 30 segundos.</translation>
        </message>
        <message>
            <source>Enter the code of the e-mail.</source>
            <translation>Escribe el código del correo.</translation>
        </message>
        <message>
            <source>Write the date as year, month, day: 1990-12-31.</source>
            <translation>Escribe la fecha como año, mes y día: 1990-12-31.</translation>
        </message>
        <message>
            <source>Use the two letters of a country, such as ES.</source>
            <translation>Usa las dos letras de un país, como ES.</translation>
        </message>
        <message>
            <source>Write the time as hours and minutes: 20:00.</source>
            <translation>Escribe la hora con horas y minutos: 20:00.</translation>
        </message>
        <message>
            <source>Another child of your family has this name already.</source>
            <translation>Otro niño de tu familia ya tiene este nombre.</translation>
        </message>
        <message>
            <source>Use small letters, digits, dots and dashes; 40 at most.</source>
            <translation>Usa letras minúsculas, cifras, puntos y guiones; 40 como máximo.</translation>
        </message>
        <message>
            <source>The code or the password isn&apos;t right. A code works once: ask for a new one.</source>
            <translation>El código o la contraseña no son correctos. Un código vale una vez: pide uno nuevo.</translation>
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
        <name>FamilyForms</name>
        <message numerus="yes">
            <source>All %n place(s) of your plan are taken.</source>
            <translation>
                <numerusform>Todas las plazas de tu plan están ocupadas (%n).</numerusform>
                <numerusform>Todas las %n plazas de tu plan están ocupadas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your plan is for one person. With a plan for two or a family you can invite others.</source>
            <translation>Tu plan es para una persona. Con un plan para dos o de familia puedes invitar a otras.</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Qué hacer</translation>
        </message>
        <message>
            <source>Invite</source>
            <translation>Invitar</translation>
        </message>
        <message>
            <source>Add a child</source>
            <translation>Añadir un niño</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Unirse</translation>
        </message>
        <message>
            <source>Join a family</source>
            <translation>Unirse a una familia</translation>
        </message>
        <message>
            <source>E-mail of who you invite</source>
            <translation>Correo de quien invitas</translation>
        </message>
        <message>
            <source>Send the invitation</source>
            <translation>Enviar la invitación</translation>
        </message>
        <message>
            <source>Name of the child</source>
            <translation>Nombre del niño</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Nombre de usuario</translation>
        </message>
        <message>
            <source>Small letters, digits, dots and dashes</source>
            <translation>Letras minúsculas, cifras, puntos y guiones</translation>
        </message>
        <message>
            <source>Password or PIN of the child</source>
            <translation>Contraseña o PIN del niño</translation>
        </message>
        <message>
            <source>At least 4 characters. Signing in also needs a code that you show.</source>
            <translation>Al menos 4 caracteres. Para entrar también hace falta un código que muestras tú.</translation>
        </message>
        <message>
            <source>Make the account</source>
            <translation>Crear la cuenta</translation>
        </message>
        <message>
            <source>Code of the invitation</source>
            <translation>Código de la invitación</translation>
        </message>
        <message>
            <source>Join the family</source>
            <translation>Unirse a la familia</translation>
        </message>
    </context>
    <context>
        <name>FamilyScreen</name>
        <message>
            <source>You manage this family</source>
            <translation>Tú llevas esta familia</translation>
        </message>
        <message>
            <source>Manages this family</source>
            <translation>Lleva esta familia</translation>
        </message>
        <message>
            <source>Child · %1</source>
            <translation>Niño · %1</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Tú</translation>
        </message>
        <message>
            <source>Adult</source>
            <translation>Adulto</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Familia</translation>
        </message>
        <message>
            <source>Your family can&apos;t be shown</source>
            <translation>No se puede mostrar tu familia</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>Sign-in code</source>
            <translation>Código de entrada</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Reglas</translation>
        </message>
        <message>
            <source>Remove %1</source>
            <translation>Quitar a %1</translation>
        </message>
        <message>
            <source>Type this code on the device of %1, with the child&apos;s password: %2. It works once.</source>
            <translation>Escribe este código en el dispositivo de %1, con la contraseña del niño: %2. Vale una vez.</translation>
        </message>
        <message>
            <source>Invited, hasn&apos;t answered yet</source>
            <translation>Con invitación, sin respuesta todavía</translation>
        </message>
        <message>
            <source>Withdraw the invitation of %1</source>
            <translation>Retirar la invitación de %1</translation>
        </message>
        <message>
            <source>Remove from the family?</source>
            <translation>¿Quitar de la familia?</translation>
        </message>
        <message>
            <source>A child account ends with it. An adult keeps their own account, without the family&apos;s plan.</source>
            <translation>Una cuenta infantil termina con ello. Un adulto conserva su cuenta, sin el plan de la familia.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
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
            <source>Home didn&apos;t load</source>
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
        <name>PasswordResetScreen</name>
        <message>
            <source>Your new password holds</source>
            <translation>Tu contraseña nueva ya vale</translation>
        </message>
        <message>
            <source>Forgot your password?</source>
            <translation>¿Olvidaste tu contraseña?</translation>
        </message>
        <message>
            <source>Look into your mail</source>
            <translation>Mira tu correo</translation>
        </message>
        <message>
            <source>All your devices were signed out. Sign in with the new password.</source>
            <translation>Se ha cerrado la sesión en todos tus dispositivos. Entra con la contraseña nueva.</translation>
        </message>
        <message>
            <source>We send you an e-mail with a code to set a new one.</source>
            <translation>Te enviamos un correo con un código para poner una nueva.</translation>
        </message>
        <message>
            <source>If %1 has an account, a code is on its way. It is good for a short while.</source>
            <translation>Si %1 tiene una cuenta, hay un código en camino. Vale poco tiempo.</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
        </message>
        <message>
            <source>Code of the e-mail</source>
            <translation>Código del correo</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Contraseña nueva</translation>
        </message>
        <message>
            <source>At least 8 characters</source>
            <translation>Al menos 8 caracteres</translation>
        </message>
        <message>
            <source>Send the e-mail</source>
            <translation>Enviar el correo</translation>
        </message>
        <message>
            <source>Set the password</source>
            <translation>Poner la contraseña</translation>
        </message>
        <message>
            <source>Back to sign in</source>
            <translation>Volver a entrar</translation>
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
        <name>ProfileScreen</name>
        <message>
            <source>Profile</source>
            <translation>Perfil</translation>
        </message>
        <message>
            <source>Your profile can&apos;t be shown</source>
            <translation>No se puede mostrar tu perfil</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>A fresh e-mail is on its way to %1.</source>
            <translation>Hay un correo nuevo en camino a %1.</translation>
        </message>
        <message>
            <source>Please confirm your e-mail address: enter the code we sent to %1.</source>
            <translation>Confirma tu dirección de correo: escribe el código que enviamos a %1.</translation>
        </message>
        <message>
            <source>Code of the e-mail</source>
            <translation>Código del correo</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>Send another e-mail</source>
            <translation>Enviar otro correo</translation>
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
            <source>Country you pay in</source>
            <translation>País en el que pagas</translation>
        </message>
        <message>
            <source>Two letters, such as ES</source>
            <translation>Dos letras, como ES</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Fecha de nacimiento</translation>
        </message>
        <message>
            <source>Year, month, day: 1990-12-31</source>
            <translation>Año, mes y día: 1990-12-31</translation>
        </message>
        <message>
            <source>Language of our e-mails</source>
            <translation>Idioma de nuestros correos</translation>
        </message>
        <message>
            <source>What you listen to</source>
            <translation>Lo que escuchas</translation>
        </message>
        <message>
            <source>Friends can see it, or nobody.</source>
            <translation>Lo ven tus amigos, o nadie.</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Nadie</translation>
        </message>
        <message>
            <source>Friends</source>
            <translation>Amigos</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Guardado.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
    </context>
    <context>
        <name>RecoveryCodes</name>
        <message>
            <source>Keep these recovery codes</source>
            <translation>Guarda estos códigos de recuperación</translation>
        </message>
        <message>
            <source>Two-step sign-in is on. If you lose your phone, each of these signs you in once. We can&apos;t show them again: write them down, or keep them where you keep passwords.</source>
            <translation>La entrada en dos pasos está activada. Si pierdes el teléfono, cada uno de estos códigos te deja entrar una vez. No podemos mostrarlos de nuevo: apúntalos o guárdalos donde guardas tus contraseñas.</translation>
        </message>
        <message>
            <source>Recovery codes</source>
            <translation>Códigos de recuperación</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiados</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>I have kept them</source>
            <translation>Los he guardado</translation>
        </message>
    </context>
    <context>
        <name>SecurityScreen</name>
        <message>
            <source>Security</source>
            <translation>Seguridad</translation>
        </message>
        <message>
            <source>Two-step sign-in</source>
            <translation>Entrada en dos pasos</translation>
        </message>
        <message>
            <source>On: signing in asks for a code of your authenticator app.</source>
            <translation>Activada: al entrar se pide un código de tu aplicación de autenticación.</translation>
        </message>
        <message>
            <source>Off. With it, a stolen password alone opens nothing.</source>
            <translation>Desactivada. Con ella, una contraseña robada no abre nada por sí sola.</translation>
        </message>
        <message>
            <source>Turn off</source>
            <translation>Desactivar</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Configurar</translation>
        </message>
        <message>
            <source>1. Scan this with your authenticator app</source>
            <translation>1. Escanea esto con tu aplicación de autenticación</translation>
        </message>
        <message>
            <source>QR code for your authenticator app. The same is written below.</source>
            <translation>Código QR para tu aplicación de autenticación. Debajo está escrito lo mismo.</translation>
        </message>
        <message>
            <source>Can&apos;t scan? Type this into the app:</source>
            <translation>¿No puedes escanear? Escribe esto en la aplicación:</translation>
        </message>
        <message>
            <source>2. Enter the code it shows</source>
            <translation>2. Escribe el código que muestra</translation>
        </message>
        <message>
            <source>Six digits</source>
            <translation>Seis dígitos</translation>
        </message>
        <message>
            <source>Turn on</source>
            <translation>Activar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Change your password</source>
            <translation>Cambia tu contraseña</translation>
        </message>
        <message>
            <source>Your new password holds. Every other device was signed out.</source>
            <translation>Tu contraseña nueva ya vale. Se ha cerrado la sesión en los demás dispositivos.</translation>
        </message>
        <message>
            <source>Present password</source>
            <translation>Contraseña actual</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Contraseña nueva</translation>
        </message>
        <message>
            <source>At least 8 characters</source>
            <translation>Al menos 8 caracteres</translation>
        </message>
        <message>
            <source>Change password</source>
            <translation>Cambiar la contraseña</translation>
        </message>
        <message>
            <source>Turn off two-step sign-in?</source>
            <translation>¿Desactivar la entrada en dos pasos?</translation>
        </message>
        <message>
            <source>Your password alone opens your account then.</source>
            <translation>Entonces tu contraseña sola abre tu cuenta.</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
    </context>
    <context>
        <name>SettingsPlaces</name>
        <message>
            <source>Profile</source>
            <translation>Perfil</translation>
        </message>
        <message>
            <source>Name, language, country and who sees what</source>
            <translation>Nombre, idioma, país y quién ve qué</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Seguridad</translation>
        </message>
        <message>
            <source>Password and two-step sign-in</source>
            <translation>Contraseña y entrada en dos pasos</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Dispositivos</translation>
        </message>
        <message>
            <source>Where you are signed in</source>
            <translation>Dónde has entrado</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Familia</translation>
        </message>
        <message>
            <source>Members, children and what they may hear</source>
            <translation>Miembros, niños y lo que pueden oír</translation>
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
        <message>
            <source>Forgot your password?</source>
            <translation>¿Olvidaste tu contraseña?</translation>
        </message>
        <message>
            <source>I have a code from my family</source>
            <translation>Tengo un código de mi familia</translation>
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
        <name>StepUpDialog</name>
        <message>
            <source>Is it really you?</source>
            <translation>¿De verdad eres tú?</translation>
        </message>
        <message>
            <source>This matters, so we ask again. Enter the code your authenticator app shows now, or a recovery code.</source>
            <translation>Esto es importante y por eso preguntamos otra vez. Escribe el código que muestra ahora tu aplicación de autenticación, o un código de recuperación.</translation>
        </message>
        <message>
            <source>This matters, so we ask again. Enter your password.</source>
            <translation>Esto es importante y por eso preguntamos otra vez. Escribe tu contraseña.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Código</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Seguir</translation>
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
