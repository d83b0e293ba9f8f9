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
        <message>
            <source>Add %1 to a playlist</source>
            <translation>Añadir %1 a una lista</translation>
        </message>
        <message>
            <source>Copy a link to %1</source>
            <translation>Copiar un enlace a %1</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Más sobre %1</translation>
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
        <message>
            <source>Follow</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>Following</source>
            <translation>Siguiendo</translation>
        </message>
        <message>
            <source>Copy a link to %1</source>
            <translation>Copiar un enlace a %1</translation>
        </message>
        <message>
            <source>Keep the newest songs of %1 on this device</source>
            <translation>Guardar lo más nuevo de %1 en este dispositivo</translation>
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
            <source>Staff pages open with two-step sign-in only. Set it up under Settings, Security.</source>
            <translation>Las páginas del personal solo se abren con la entrada en dos pasos. Actívala en Ajustes, Seguridad.</translation>
        </message>
        <message>
            <source>That device didn&apos;t answer, so the music stays here.</source>
            <translation>Ese dispositivo no respondió, así que la música sigue aquí.</translation>
        </message>
        <message>
            <source>That device is signed out.</source>
            <translation>Ese dispositivo tiene la sesión cerrada.</translation>
        </message>
        <message>
            <source>Your plan is already playing on another device. Pause it there, then press Play here.</source>
            <translation>Tu plan ya suena en otro dispositivo. Páusalo allí y pulsa Reproducir aquí.</translation>
        </message>
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
            <source>Your plan doesn&apos;t include this. See what others do in Settings, Plans.</source>
            <translation>Tu plan no incluye esto. Mira otros en Ajustes, Planes.</translation>
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
            <source>You&apos;ve been signed out, because somebody else may have used this device&apos;s sign-in. Sign in again, and change your password if that wasn&apos;t you.</source>
            <translation>Se ha cerrado tu sesión porque alguien más pudo usar la de este dispositivo. Vuelve a entrar y, si no fuiste tú, cambia tu contraseña.</translation>
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
            <source>Use at least 12 characters that are hard to guess.</source>
            <translation>Usa al menos 12 caracteres difíciles de adivinar.</translation>
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
            <source>This is a password that thieves try, with something added. Choose another one.</source>
            <translation>Es una contraseña que prueban los ladrones, con algo añadido. Elige otra.</translation>
        </message>
        <message>
            <source>Your password can&apos;t be made of your name, your e-mail or Melody&apos;s. Choose another one.</source>
            <translation>Tu contraseña no puede formarse con tu nombre, tu correo o el de Melody. Elige otra.</translation>
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
        <message>
            <source>We know no organisation for this address. Sign in with your password, or ask your organisation.</source>
            <translation>No conocemos ninguna organización para esta dirección. Entra con tu contraseña o pregunta a tu organización.</translation>
        </message>
        <message>
            <source>Your browser can&apos;t come back to Melody on this device. Sign in with your password.</source>
            <translation>Tu navegador no puede volver a Melody en este dispositivo. Entra con tu contraseña.</translation>
        </message>
        <message>
            <source>You weren&apos;t signed in there. Try again, or choose another way.</source>
            <translation>No iniciaste sesión allí. Inténtalo otra vez o elige otra forma.</translation>
        </message>
        <message>
            <source>Nobody came back from the browser. Try again when you like.</source>
            <translation>Nadie volvió del navegador. Inténtalo otra vez cuando quieras.</translation>
        </message>
        <message>
            <source>That took too long. Try again.</source>
            <translation>Tardó demasiado. Inténtalo otra vez.</translation>
        </message>
        <message>
            <source>This account is linked to an account of Melody already. Sign in with it to see which one.</source>
            <translation>Esta cuenta ya está vinculada a una cuenta de Melody. Entra con ella para ver a cuál.</translation>
        </message>
        <message>
            <source>You have linked many accounts. Unlink one first.</source>
            <translation>Has vinculado muchas cuentas. Desvincula antes una.</translation>
        </message>
        <message>
            <source>The page can&apos;t be opened. Is there a browser on this device?</source>
            <translation>La página no se puede abrir. ¿Hay un navegador en este dispositivo?</translation>
        </message>
        <message>
            <source>The file can&apos;t be written there. Choose another place.</source>
            <translation>El archivo no se puede escribir ahí. Elige otro lugar.</translation>
        </message>
        <message>
            <source>Nothing on this device shows a PDF. Copy or save the codes instead.</source>
            <translation>Nada en este dispositivo muestra un PDF. Copia o guarda los códigos.</translation>
        </message>
        <message>
            <source>This can&apos;t be used as a picture. Choose a JPEG, PNG or WebP.</source>
            <translation>Esto no sirve como imagen. Elige un JPEG, PNG o WebP.</translation>
        </message>
        <message>
            <source>Choose a time zone of the list, such as Europe/Madrid.</source>
            <translation>Elige una zona horaria de la lista, como Europe/Madrid.</translation>
        </message>
        <message>
            <source>This download hasn&apos;t met Melody for 30 days. Go online once, then it plays offline again.</source>
            <translation>Esta descarga lleva 30 días sin ver a Melody. Conéctate una vez y volverá a sonar sin conexión.</translation>
        </message>
        <message>
            <source>This was downloaded for another account or device. Download it again.</source>
            <translation>Se descargó para otra cuenta u otro dispositivo. Descárgalo de nuevo.</translation>
        </message>
        <message>
            <source>There is no room left on this device. Remove something, then try again.</source>
            <translation>No queda sitio en este dispositivo. Quita algo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>No skips left this hour, so this song plays on. With a plan you skip as you like: Settings, Plans.</source>
            <translation>No te quedan saltos esta hora, así que la canción sigue. Con un plan saltas cuanto quieras: Ajustes, Planes.</translation>
        </message>
        <message>
            <source>The music goes on after this short break. With a plan there are none: Settings, Plans.</source>
            <translation>La música sigue después de esta pausa corta. Con un plan no hay pausas: Ajustes, Planes.</translation>
        </message>
        <message>
            <source>Without a plan songs come shuffled. With one you choose what plays and when: Settings, Plans.</source>
            <translation>Sin plan las canciones suenan en orden aleatorio. Con uno eliges qué suena y cuándo: Ajustes, Planes.</translation>
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
        <message>
            <source>Time zone</source>
            <translation>Zona horaria</translation>
        </message>
        <message>
            <source>%1. The days and quiet hours of your children follow it.</source>
            <translation>%1. Por ella se rigen los días y las horas de silencio de tus hijos.</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>%1 · no place on the plan</source>
            <translation>%1 · sin sitio en el plan</translation>
        </message>
        <message>
            <source>The plan of this family has no place for you: it takes fewer people than the family has, and those come first who joined first. You have what you pay for yourself, or Free.</source>
            <translation>El plan de esta familia no tiene sitio para ti: es para menos personas de las que hay en ella, y van primero quienes entraron antes. Tienes lo que pagues tú, o Gratis.</translation>
        </message>
        <message>
            <source>You also pay for a plan of your own, %1. It gives you nothing that your place in this family doesn&apos;t.</source>
            <translation>Además pagas un plan propio, %1. No te da nada que no te dé tu sitio en esta familia.</translation>
        </message>
        <message>
            <source>Cancel my own plan</source>
            <translation>Cancelar mi propio plan</translation>
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
        <message>
            <source>Shows and stories</source>
            <translation>Programas e historias</translation>
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
            <source>A short break</source>
            <translation>Una pausa breve</translation>
        </message>
    </context>
    <context>
        <name>NowPlayingSummary</name>
        <message>
            <source>Now playing: %1</source>
            <translation>Sonando ahora: %1</translation>
        </message>
        <message>
            <source>On %1</source>
            <translation>En %1</translation>
        </message>
        <message>
            <source>A short break</source>
            <translation>Una pausa breve</translation>
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
        <name>melody::app::LinksViewModel</name>
        <message>
            <source>The link is copied. Who opens it comes here.</source>
            <translation>El enlace está copiado. Quien lo abra llegará aquí.</translation>
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
            <source>At least 12 characters</source>
            <translation>Al menos 12 caracteres</translation>
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
        <name>PasswordStrength</name>
        <message>
            <source>Guessed at once</source>
            <translation>Se adivina al instante</translation>
        </message>
        <message>
            <source>Easy to guess</source>
            <translation>Fácil de adivinar</translation>
        </message>
        <message>
            <source>Could be better</source>
            <translation>Podría ser mejor</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Buena</translation>
        </message>
        <message>
            <source>Strong</source>
            <translation>Fuerte</translation>
        </message>
        <message>
            <source>Strength of the password: %1</source>
            <translation>Seguridad de la contraseña: %1</translation>
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
        <message>
            <source>Show what it is now</source>
            <translation>Mostrar cómo está ahora</translation>
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
        <message>
            <source>Saved</source>
            <translation>Guardado</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimir</translation>
        </message>
        <message>
            <source>Where shall the recovery codes be kept?</source>
            <translation>¿Dónde guardar los códigos de recuperación?</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>Texto (*.txt)</translation>
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
            <source>At least 12 characters</source>
            <translation>Al menos 12 caracteres</translation>
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
        <message>
            <source>Your password alone opens your account then. You are signed out on every device, and staff pages stay closed until you set it up again.</source>
            <translation>Entonces tu contraseña sola abre tu cuenta. Se cierra tu sesión en todos los dispositivos y las páginas del personal quedan cerradas hasta que la vuelvas a activar.</translation>
        </message>
        <message>
            <source>Recovery codes</source>
            <translation>Códigos de recuperación</translation>
        </message>
        <message>
            <source>Make new ones</source>
            <translation>Crear otros nuevos</translation>
        </message>
        <message>
            <source>Make new recovery codes before you need them: each works once.</source>
            <translation>Crea códigos de recuperación nuevos antes de necesitarlos: cada uno sirve una sola vez.</translation>
        </message>
        <message>
            <source>Make new recovery codes?</source>
            <translation>¿Crear códigos de recuperación nuevos?</translation>
        </message>
        <message>
            <source>The ones you have kept will no longer work.</source>
            <translation>Los que guardaste dejarán de servir.</translation>
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
        <message>
            <source>Subscription</source>
            <translation>Suscripción</translation>
        </message>
        <message>
            <source>Your plan, what happens next, pause and cancel</source>
            <translation>Tu plan, qué viene después, pausar y cancelar</translation>
        </message>
        <message>
            <source>Plans</source>
            <translation>Planes</translation>
        </message>
        <message>
            <source>Compare them and see what a change would cost</source>
            <translation>Compáralos y mira cuánto costaría un cambio</translation>
        </message>
        <message>
            <source>Payment methods</source>
            <translation>Métodos de pago</translation>
        </message>
        <message>
            <source>Your cards</source>
            <translation>Tus tarjetas</translation>
        </message>
        <message>
            <source>Invoices</source>
            <translation>Facturas</translation>
        </message>
        <message>
            <source>What you paid, as PDF</source>
            <translation>Lo que has pagado, en PDF</translation>
        </message>
        <message>
            <source>Staff: roles</source>
            <translation>Personal: roles</translation>
        </message>
        <message>
            <source>What somebody may do</source>
            <translation>Lo que puede hacer cada persona</translation>
        </message>
        <message>
            <source>Staff: audit log</source>
            <translation>Personal: registro de auditoría</translation>
        </message>
        <message>
            <source>Who did what, and the checkpoints that prove it</source>
            <translation>Quién hizo qué, y los puntos de control que lo prueban</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>Descargas</translation>
        </message>
        <message>
            <source>What plays without a connection</source>
            <translation>Lo que suena sin conexión</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Loudness, crossfade, equaliser and speech</source>
            <translation>Volumen, fundido, ecualizador y voz</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Estadísticas</translation>
        </message>
        <message>
            <source>What you listened to, by month and year</source>
            <translation>Lo que escuchaste, por meses y años</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Closing the window</source>
            <translation>Al cerrar la ventana</translation>
        </message>
        <message>
            <source>Music can go on; the icon in the panel brings the window back.</source>
            <translation>La música puede seguir; el icono del panel recupera la ventana.</translation>
        </message>
        <message>
            <source>Ends Melody</source>
            <translation>Sale de Melody</translation>
        </message>
        <message>
            <source>Goes on</source>
            <translation>Sigue sonando</translation>
        </message>
        <message>
            <source>Staff pages open with two-step sign-in only.</source>
            <translation>Las páginas del personal solo se abren con la entrada en dos pasos.</translation>
        </message>
        <message>
            <source>Set up two-step sign-in</source>
            <translation>Activar la entrada en dos pasos</translation>
        </message>
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
        <message>
            <source>Sound quality</source>
            <translation>Calidad del sonido</translation>
        </message>
        <message>
            <source>Small: about 30 MB an hour.</source>
            <translation>Pequeña: unos 30 MB por hora.</translation>
        </message>
        <message>
            <source>Always lossless, where your plan has it: up to 400 MB an hour.</source>
            <translation>Siempre sin pérdida, si tu plan la tiene: hasta 400 MB por hora.</translation>
        </message>
        <message>
            <source>The best your connection carries.</source>
            <translation>La mejor que permita tu conexión.</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automática</translation>
        </message>
        <message>
            <source>Data saver</source>
            <translation>Ahorro de datos</translation>
        </message>
        <message>
            <source>Hi-Fi</source>
            <translation>Hi-Fi</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notificaciones</translation>
        </message>
        <message>
            <source>Say which song begins while you look at something else.</source>
            <translation>Avisar qué canción empieza mientras miras otra cosa.</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>No</translation>
        </message>
        <message>
            <source>%1%</source>
            <translation>%1 %</translation>
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
        <message>
            <source>There is an account for %1 already. Sign in to it, and %2 is linked with it.</source>
            <translation>Ya hay una cuenta para %1. Inicia sesión en ella y %2 quedará vinculada.</translation>
        </message>
        <message>
            <source>Sign in to your account, and %1 is linked with it.</source>
            <translation>Inicia sesión en tu cuenta y %1 quedará vinculada.</translation>
        </message>
        <message>
            <source>Don&apos;t link them</source>
            <translation>No vincularlas</translation>
        </message>
        <message>
            <source>Go on with %1</source>
            <translation>Continuar con %1</translation>
        </message>
        <message>
            <source>Sign in with your organisation</source>
            <translation>Entrar con tu organización</translation>
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
            <source>At least 12 characters</source>
            <translation>Al menos 12 caracteres</translation>
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
        <message>
            <source>Add %1 to a playlist</source>
            <translation>Añadir %1 a una lista</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Más sobre %1</translation>
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
    <context>
        <name>AuditScreen</name>
        <message>
            <source>Audit log</source>
            <translation>Registro de auditoría</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Checkpoints</source>
            <translation>Puntos de control</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Acción</translation>
        </message>
        <message>
            <source>For example role or role.granted</source>
            <translation>Por ejemplo, role o role.granted</translation>
        </message>
        <message>
            <source>Who (id)</source>
            <translation>Quién (id)</translation>
        </message>
        <message>
            <source>Whom (id)</source>
            <translation>A quién (id)</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Primer día</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Último día</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>No entry fits.</source>
            <translation>Ninguna entrada coincide.</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mostrar más</translation>
        </message>
    </context>
    <context>
        <name>Billing</name>
        <message>
            <source>%1 until %2</source>
            <translation>%1 hasta el %2</translation>
        </message>
        <message>
            <source>Hi-Fi until %1</source>
            <translation>Hi-Fi hasta el %1</translation>
        </message>
        <message>
            <source>Paid already and not used</source>
            <translation>Ya pagado y no usado</translation>
        </message>
        <message>
            <source>From your credit</source>
            <translation>De tu saldo</translation>
        </message>
        <message>
            <source>Free trial until %1</source>
            <translation>Prueba gratis hasta el %1</translation>
        </message>
        <message>
            <source>You keep what you have until %1. Then you change to %2.</source>
            <translation>Conservas lo que tienes hasta el %1. Después cambias a %2.</translation>
        </message>
        <message>
            <source>Your plan goes on as if it had never been canceled.</source>
            <translation>Tu plan sigue como si nunca se hubiera cancelado.</translation>
        </message>
        <message>
            <source>%1 starts right away.</source>
            <translation>%1 empieza ahora mismo.</translation>
        </message>
        <message>
            <source>Add a payment method first. Nothing was charged.</source>
            <translation>Añade primero un método de pago. No se ha cobrado nada.</translation>
        </message>
        <message>
            <source>Your bank declined the payment. Nothing changed. Try another card.</source>
            <translation>Tu banco ha rechazado el pago. No ha cambiado nada. Prueba con otra tarjeta.</translation>
        </message>
        <message>
            <source>Your bank declined this card. Try another one.</source>
            <translation>Tu banco ha rechazado esta tarjeta. Prueba con otra.</translation>
        </message>
        <message>
            <source>A payment is still under way. Wait until it is settled, then try again.</source>
            <translation>Hay un pago en curso. Espera a que termine y vuelve a intentarlo.</translation>
        </message>
        <message>
            <source>The price was calculated a while ago. Here it is again; have another look.</source>
            <translation>El precio se calculó hace un rato. Aquí está de nuevo; échale otro vistazo.</translation>
        </message>
        <message>
            <source>Your subscription changed in the meantime. Have another look before you confirm.</source>
            <translation>Tu suscripción ha cambiado entretanto. Échale otro vistazo antes de confirmar.</translation>
        </message>
        <message>
            <source>This is what you have already.</source>
            <translation>Esto es lo que ya tienes.</translation>
        </message>
        <message>
            <source>You have credit in another currency. Choose the country it comes from.</source>
            <translation>Tienes saldo en otra moneda. Elige el país del que procede.</translation>
        </message>
        <message>
            <source>Your subscription renews with this card. Add another one first, or cancel the subscription.</source>
            <translation>Tu suscripción se renueva con esta tarjeta. Añade otra antes o cancela la suscripción.</translation>
        </message>
        <message>
            <source>This card form is over. Start again to add a card.</source>
            <translation>Este formulario ya no sirve. Empieza de nuevo para añadir una tarjeta.</translation>
        </message>
        <message>
            <source>Your browser could not be opened. Open one, then try again.</source>
            <translation>No se ha podido abrir tu navegador. Abre uno y vuelve a intentarlo.</translation>
        </message>
        <message>
            <source>The document could not be opened. Check that there is a program for PDF.</source>
            <translation>No se ha podido abrir el documento. Comprueba que hay un programa para PDF.</translation>
        </message>
        <message>
            <source>Confirm that everybody on the plan lives at one address.</source>
            <translation>Confirma que todas las personas del plan viven en una misma dirección.</translation>
        </message>
        <message>
            <source>Student needs an e-mail address of a university, confirmed within the last year. Change or confirm your e-mail first.</source>
            <translation>Estudiante requiere un correo de una universidad, confirmado en el último año. Cambia o confirma antes tu correo.</translation>
        </message>
        <message>
            <source>Say why, in at least three characters.</source>
            <translation>Di por qué, con al menos tres caracteres.</translation>
        </message>
        <message>
            <source>MMMM d, yyyy</source>
            <translation>d 'de' MMMM 'de' yyyy</translation>
        </message>
        <message>
            <source>Individual</source>
            <translation>Individual</translation>
        </message>
        <message>
            <source>Duo</source>
            <translation>Dúo</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Familia</translation>
        </message>
        <message>
            <source>Student</source>
            <translation>Estudiante</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Gratis</translation>
        </message>
        <message>
            <source>%1 with Hi-Fi</source>
            <translation>%1 con Hi-Fi</translation>
        </message>
        <message>
            <source>%1, yearly</source>
            <translation>%1, anual</translation>
        </message>
        <message>
            <source>%1, monthly</source>
            <translation>%1, mensual</translation>
        </message>
        <message>
            <source>Your plan is active.</source>
            <translation>Tu plan está activo.</translation>
        </message>
        <message>
            <source>Your plan is paused.</source>
            <translation>Tu plan está en pausa.</translation>
        </message>
        <message>
            <source>Your plan is canceled.</source>
            <translation>Tu plan está cancelado.</translation>
        </message>
        <message>
            <source>Your plan has ended.</source>
            <translation>Tu plan ha terminado.</translation>
        </message>
        <message>
            <source>Everything keeps working until %1. Pay by then, or you change to Free. Your library stays.</source>
            <translation>Todo sigue funcionando hasta el %1. Paga antes o pasarás a Gratis. Tu biblioteca se queda.</translation>
        </message>
        <message>
            <source>You keep everything until %1. Nothing more will be charged.</source>
            <translation>Conservas todo hasta el %1. No se cobrará nada más.</translation>
        </message>
        <message>
            <source>Nothing will be charged.</source>
            <translation>No se cobrará nada.</translation>
        </message>
        <message>
            <source>On %1 it changes to %2, and %3 will be charged.</source>
            <translation>El %1 cambia a %2 y se cobrarán %3.</translation>
        </message>
        <message>
            <source>The trial ends on %1, and %2 will be charged. Cancel before and you pay nothing.</source>
            <translation>La prueba termina el %1 y se cobrarán %2. Si cancelas antes, no pagas nada.</translation>
        </message>
        <message>
            <source>You count as a student until %1. Confirm your university&apos;s e-mail address again by then, or the first renewal after it is as Individual. We write to you before.</source>
            <translation>Cuentas como estudiante hasta el %1. Confirma otra vez antes tu correo de la universidad; si no, la primera renovación posterior será como Individual. Te escribiremos antes.</translation>
        </message>
        <message>
            <source>It renews on %1 for %2.</source>
            <translation>Se renueva el %1 por %2.</translation>
        </message>
        <message>
            <source>The payment of %1 is under way. This can take a few minutes.</source>
            <translation>El pago de %1 está en curso. Puede tardar unos minutos.</translation>
        </message>
        <message>
            <source>%1 could not be charged: the card has expired. Add another card.</source>
            <translation>No se han podido cobrar %1: la tarjeta ha caducado. Añade otra.</translation>
        </message>
        <message>
            <source>%1 could not be charged: the bank said no. Try another card.</source>
            <translation>No se han podido cobrar %1: el banco ha dicho que no. Prueba con otra tarjeta.</translation>
        </message>
        <message>
            <source>%1 is charged now.</source>
            <translation>Ahora se cobran %1.</translation>
        </message>
        <message>
            <source>Nothing is charged now.</source>
            <translation>Ahora no se cobra nada.</translation>
        </message>
        <message>
            <source>Includes %1 tax.</source>
            <translation>Incluye %1 de impuestos.</translation>
        </message>
        <message>
            <source>%1 stay as credit for the next charge.</source>
            <translation>%1 quedan como saldo para el próximo cobro.</translation>
        </message>
        <message>
            <source>Next charge: %1 on %2.</source>
            <translation>Próximo cobro: %1 el %2.</translation>
        </message>
        <message>
            <source>Nothing will be charged after that.</source>
            <translation>Después no se cobrará nada.</translation>
        </message>
        <message>
            <source>You keep everything you have until %1. After that you&apos;re on Free: your library and playlists stay, downloads don&apos;t play and there are ads.</source>
            <translation>Conservas todo lo que tienes hasta el %1. Después pasas a Gratis: tu biblioteca y tus listas se quedan, las descargas no suenan y hay anuncios.</translation>
        </message>
        <message>
            <source>Your plan ends right away and you&apos;re on Free: your library and playlists stay, downloads don&apos;t play and there are ads.</source>
            <translation>Tu plan termina ahora mismo y pasas a Gratis: tu biblioteca y tus listas se quedan, las descargas no suenan y hay anuncios.</translation>
        </message>
        <message>
            <source>Your plan stops now and you&apos;re on Free until you resume. What you paid for and didn&apos;t use is kept as credit.</source>
            <translation>Tu plan se detiene ahora y estás en Gratis hasta que lo reanudes. Lo que pagaste y no usaste se guarda como saldo.</translation>
        </message>
        <message>
            <source>Payments aren&apos;t possible right now. Nothing was charged. Try again later.</source>
            <translation>Ahora mismo no se puede pagar. No se ha cobrado nada. Inténtalo más tarde.</translation>
        </message>
        <message>
            <source>Your subscription doesn&apos;t allow this now. Go to Subscription to see what is possible.</source>
            <translation>Tu suscripción no lo permite ahora. En Suscripción verás lo que es posible.</translation>
        </message>
        <message>
            <source>This card can&apos;t be used. Add another one.</source>
            <translation>Esta tarjeta no se puede usar. Añade otra.</translation>
        </message>
        <message>
            <source>The card form isn&apos;t filled in yet. Finish it in your browser.</source>
            <translation>El formulario aún no está relleno. Termínalo en tu navegador.</translation>
        </message>
        <message>
            <source>Confirm first that it&apos;s you, then try again.</source>
            <translation>Confirma primero que eres tú y vuelve a intentarlo.</translation>
        </message>
        <message>
            <source>This isn&apos;t sold in your country.</source>
            <translation>Esto no se vende en tu país.</translation>
        </message>
        <message>
            <source>You&apos;re trying it for free.</source>
            <translation>Lo estás probando gratis.</translation>
        </message>
        <message>
            <source>The last payment didn&apos;t go through.</source>
            <translation>El último pago no se ha completado.</translation>
        </message>
        <message>
            <source>You&apos;re on Free.</source>
            <translation>Estás en Gratis.</translation>
        </message>
        <message>
            <source>You&apos;re on Free meanwhile. It resumes by itself on %1; you can resume sooner.</source>
            <translation>Mientras tanto estás en Gratis. Se reanuda solo el %1; puedes reanudarlo antes.</translation>
        </message>
        <message>
            <source>You&apos;re on Free. Your library and playlists are still here.</source>
            <translation>Estás en Gratis. Tu biblioteca y tus listas siguen aquí.</translation>
        </message>
        <message>
            <source>Your bank wants to know that it&apos;s you before it pays %1. Confirm it in your browser.</source>
            <translation>Tu banco quiere saber que eres tú antes de pagar %1. Confírmalo en tu navegador.</translation>
        </message>
        <message>
            <source>%1 could not be charged: there wasn&apos;t enough money on the card.</source>
            <translation>No se han podido cobrar %1: no había dinero suficiente en la tarjeta.</translation>
        </message>
        <message>
            <source>From then on your plan has no place for %1, who stays in your family without it.</source>
            <translation>Desde entonces tu plan no tiene sitio para %1, que sigue en tu familia sin él.</translation>
        </message>
        <message>
            <source>From then on your plan has no place for %1 members of your family, who stay in it without the plan: %2.</source>
            <translation>Desde entonces tu plan no tiene sitio para %1 miembros de tu familia, que siguen en ella sin el plan: %2.</translation>
        </message>
        <message>
            <source>Your place in the family gives you all of this already. Leave the family first if you want a plan of your own.</source>
            <translation>Tu sitio en la familia ya te da todo esto. Si quieres un plan propio, deja antes la familia.</translation>
        </message>
        <message>
            <source>You have a place on the plan of %1, who manages your family: %2.</source>
            <translation>Tienes sitio en el plan de %1, que lleva tu familia: %2.</translation>
        </message>
        <message>
            <source>%1, who manages your family, has no plan at the moment, so you have no place on one.</source>
            <translation>%1, que lleva tu familia, no tiene ningún plan por ahora, así que no tienes sitio en ninguno.</translation>
        </message>
        <message>
            <source>The plan of %1, who manages your family, has no place for you: %2 takes fewer people than the family has, and those come first who joined first.</source>
            <translation>El plan de %1, que lleva tu familia, no tiene sitio para ti: %2 es para menos personas de las que hay en la familia, y van primero quienes entraron antes.</translation>
        </message>
        <message>
            <source>You pay for %1 yourself, and it gives you nothing that your place in the family doesn&apos;t. You can cancel it here.</source>
            <translation>Pagas tú %1, y no te da nada que no te dé tu sitio en la familia. Puedes cancelarlo aquí.</translation>
        </message>
        <message>
            <source>It resumes by itself on %1; you can resume sooner.</source>
            <translation>Se reanuda solo el %1; puedes reanudarlo antes.</translation>
        </message>
    </context>
    <context>
        <name>CommandDialog</name>
        <message>
            <source>Cancel your subscription?</source>
            <translation>¿Cancelar tu suscripción?</translation>
        </message>
        <message>
            <source>Pause your subscription?</source>
            <translation>¿Pausar tu suscripción?</translation>
        </message>
        <message>
            <source>Resume your subscription?</source>
            <translation>¿Reanudar tu suscripción?</translation>
        </message>
        <message>
            <source>Go on with your subscription?</source>
            <translation>¿Continuar con tu suscripción?</translation>
        </message>
        <message>
            <source>Yes, cancel it</source>
            <translation>Sí, cancelarla</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Reanudar</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>Keep my plan</source>
            <translation>Conservar mi plan</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Ahora no</translation>
        </message>
    </context>
    <context>
        <name>InvoicesScreen</name>
        <message>
            <source>Invoices</source>
            <translation>Facturas</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>No invoices yet. They come here with every payment.</source>
            <translation>Aún no hay facturas. Llegan aquí con cada pago.</translation>
        </message>
        <message>
            <source>Open the PDF</source>
            <translation>Abrir el PDF</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mostrar más</translation>
        </message>
    </context>
    <context>
        <name>PaymentMethodsScreen</name>
        <message>
            <source>Payment methods</source>
            <translation>Métodos de pago</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>No card yet. Add one to subscribe.</source>
            <translation>Aún no hay ninguna tarjeta. Añade una para suscribirte.</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Predeterminada</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Remove %1</source>
            <translation>Quitar %1</translation>
        </message>
        <message>
            <source>Add a card</source>
            <translation>Añadir una tarjeta</translation>
        </message>
        <message>
            <source>Your browser shows the card form of our payment provider. Fill it in there and come back; Melody never sees the number.</source>
            <translation>Tu navegador muestra el formulario de nuestro proveedor de pagos. Rellénalo allí y vuelve; Melody nunca ve el número.</translation>
        </message>
        <message>
            <source>Open the form again</source>
            <translation>Volver a abrir el formulario</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>The default card pays. The card you add last becomes the default.</source>
            <translation>Paga la tarjeta predeterminada. La última que añades pasa a serlo.</translation>
        </message>
        <message>
            <source>Remove this card?</source>
            <translation>¿Quitar esta tarjeta?</translation>
        </message>
        <message>
            <source>I&apos;m done</source>
            <translation>Ya está</translation>
        </message>
    </context>
    <context>
        <name>PlanCard</name>
        <message>
            <source>Your plan</source>
            <translation>Tu plan</translation>
        </message>
    </context>
    <context>
        <name>PlansScreen</name>
        <message>
            <source>Plans</source>
            <translation>Planes</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Pago</translation>
        </message>
        <message>
            <source>Monthly</source>
            <translation>Mensual</translation>
        </message>
        <message>
            <source>Yearly</source>
            <translation>Anual</translation>
        </message>
        <message>
            <source>Hi-Fi</source>
            <translation>Hi-Fi</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Estándar</translation>
        </message>
        <message>
            <source>Hi-Fi +%1</source>
            <translation>Hi-Fi +%1</translation>
        </message>
        <message>
            <source>Prices for %1</source>
            <translation>Precios para %1</translation>
        </message>
        <message>
            <source>Everybody on this plan lives at the same address as I do.</source>
            <translation>Todas las personas de este plan viven en mi misma dirección.</translation>
        </message>
        <message>
            <source>Add a payment method</source>
            <translation>Añadir un método de pago</translation>
        </message>
        <message>
            <source>Prices include tax. You can change or cancel at any time.</source>
            <translation>Impuestos incluidos. Puedes cambiar o cancelar cuando quieras.</translation>
        </message>
        <message>
            <source>Where do you live?</source>
            <translation>¿Dónde vives?</translation>
        </message>
    </context>
    <context>
        <name>PreviewPanel</name>
        <message>
            <source>What it costs</source>
            <translation>Lo que cuesta</translation>
        </message>
    </context>
    <context>
        <name>StaffRolesScreen</name>
        <message>
            <source>Roles</source>
            <translation>Roles</translation>
        </message>
        <message>
            <source>E-mail address or id</source>
            <translation>Correo electrónico o id</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Por qué</translation>
        </message>
        <message>
            <source>Goes into the audit log.</source>
            <translation>Se anota en el registro de auditoría.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
    </context>
    <context>
        <name>SubscriptionScreen</name>
        <message>
            <source>Send the mail again</source>
            <translation>Enviar el correo otra vez</translation>
        </message>
        <message>
            <source>Confirm that I&apos;m still a student</source>
            <translation>Confirmar que sigo estudiando</translation>
        </message>
        <message>
            <source>Subscription</source>
            <translation>Suscripción</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Confirm in the browser</source>
            <translation>Confirmar en el navegador</translation>
        </message>
        <message>
            <source>Pay now</source>
            <translation>Pagar ahora</translation>
        </message>
        <message>
            <source>Reactivate</source>
            <translation>Reactivar</translation>
        </message>
        <message>
            <source>Resume now</source>
            <translation>Reanudar ahora</translation>
        </message>
        <message>
            <source>See the plans</source>
            <translation>Ver los planes</translation>
        </message>
        <message>
            <source>Change plan</source>
            <translation>Cambiar de plan</translation>
        </message>
        <message>
            <source>Payment methods</source>
            <translation>Métodos de pago</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Cancel subscription</source>
            <translation>Cancelar la suscripción</translation>
        </message>
    </context>
    <context>
        <name>melody::app::AuditViewModel</name>
        <message>
            <source>The system</source>
            <translation>El sistema</translation>
        </message>
        <message>
            <source>forgotten (%1)</source>
            <translation>olvidado (%1)</translation>
        </message>
        <message>
            <source>Days look like 2026-05-14, and people are given by their id.</source>
            <translation>Los días se escriben así: 2026-05-14, y las personas por su id.</translation>
        </message>
        <message>
            <source>There is no signed checkpoint yet.</source>
            <translation>Aún no hay ningún punto de control firmado.</translation>
        </message>
        <message>
            <source>Checkpoint %1</source>
            <translation>Punto de control %1</translation>
        </message>
        <message>
            <source>Entries 1 to %1 · %2</source>
            <translation>Entradas 1 a %1 · %2</translation>
        </message>
        <message>
            <source>Tree hash</source>
            <translation>Resumen del árbol</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Clave</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Quién</translation>
        </message>
        <message>
            <source>Whom</source>
            <translation>A quién</translation>
        </message>
        <message>
            <source>Object</source>
            <translation>Objeto</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Forgotten: the key to it was destroyed.</source>
            <translation>Olvidado: su clave se destruyó.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Traza</translation>
        </message>
        <message>
            <source>Chain hash</source>
            <translation>Resumen de la cadena</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Firmado</translation>
        </message>
        <message>
            <source>Yes, by a checkpoint</source>
            <translation>Sí, por un punto de control</translation>
        </message>
        <message>
            <source>Not yet: the next checkpoint will</source>
            <translation>Aún no: lo hará el próximo punto de control</translation>
        </message>
        <message>
            <source>Checkpoint %1 of %2 signs entries 1 to %3. The server lists checkpoints; &quot;melodyctl audit verify&quot; proves them.</source>
            <translation>El punto de control %1, de %2, firma las entradas 1 a %3. El servidor los enumera; «melodyctl audit verify» los comprueba.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::InvoicesViewModel</name>
        <message>
            <source>Credit note %1 for %2</source>
            <translation>Abono %1 de %2</translation>
        </message>
        <message>
            <source>Invoice %1</source>
            <translation>Factura %1</translation>
        </message>
    </context>
    <context>
        <name>melody::app::PaymentMethodsViewModel</name>
        <message>
            <source>%1 ending in %2</source>
            <translation>%1 acabada en %2</translation>
        </message>
        <message>
            <source>Expired %1. Add another card.</source>
            <translation>Caducó en %1. Añade otra tarjeta.</translation>
        </message>
        <message>
            <source>Expires soon: %1. Add another card in time.</source>
            <translation>Caduca pronto: %1. Añade otra tarjeta a tiempo.</translation>
        </message>
        <message>
            <source>Expires %1</source>
            <translation>Caduca en %1</translation>
        </message>
        <message>
            <source>The card was added.</source>
            <translation>Se ha añadido la tarjeta.</translation>
        </message>
        <message>
            <source>The card was removed.</source>
            <translation>Se ha quitado la tarjeta.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::PlansViewModel</name>
        <message>
            <source>Everything on Melody, with ads</source>
            <translation>Todo Melody, con anuncios</translation>
        </message>
        <message>
            <source>Good sound</source>
            <translation>Buen sonido</translation>
        </message>
        <message>
            <source>No ads</source>
            <translation>Sin anuncios</translation>
        </message>
        <message>
            <source>Downloads for on the way</source>
            <translation>Descargas para el camino</translation>
        </message>
        <message>
            <source>Lossless sound</source>
            <translation>Sonido sin pérdida</translation>
        </message>
        <message>
            <source>High quality sound</source>
            <translation>Sonido de alta calidad</translation>
        </message>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n cuenta</numerusform>
                <numerusform>%n cuentas</numerusform>
            </translation>
        </message>
        <message>
            <source>One account</source>
            <translation>Una cuenta</translation>
        </message>
        <message>
            <source>Child accounts</source>
            <translation>Cuentas infantiles</translation>
        </message>
        <message>
            <source>For students, proved once a year</source>
            <translation>Para estudiantes, con prueba anual</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>al año</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>al mes</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) for free first</source>
            <translation>
                <numerusform>Primero %n día gratis</numerusform>
                <numerusform>Primero %n días gratis</numerusform>
            </translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>Cancel my plan</source>
            <translation>Cancelar mi plan</translation>
        </message>
        <message>
            <source>Pay %1 now</source>
            <translation>Pagar %1 ahora</translation>
        </message>
        <message>
            <source>Start the free trial</source>
            <translation>Empezar la prueba gratis</translation>
        </message>
        <message>
            <source>Confirm the change</source>
            <translation>Confirmar el cambio</translation>
        </message>
    </context>
    <context>
        <name>melody::app::StaffRolesViewModel</name>
        <message>
            <source>Give an e-mail address, or an id such as 0ada0001-1815-4000-8000-000000000001.</source>
            <translation>Escribe un correo electrónico o un id como 0ada0001-1815-4000-8000-000000000001.</translation>
        </message>
        <message>
            <source>Creator: publishes music in the studio</source>
            <translation>Creador: publica música en el estudio</translation>
        </message>
        <message>
            <source>Advertiser: books campaigns</source>
            <translation>Anunciante: contrata campañas</translation>
        </message>
        <message>
            <source>Editor: playlists and the front page</source>
            <translation>Editor: listas y portada</translation>
        </message>
        <message>
            <source>Finance: prices, payments and royalties</source>
            <translation>Finanzas: precios, pagos y derechos</translation>
        </message>
        <message>
            <source>Compliance: audit log and data requests</source>
            <translation>Cumplimiento: auditoría y solicitudes de datos</translation>
        </message>
        <message>
            <source>Administrator: roles and settings</source>
            <translation>Administración: roles y ajustes</translation>
        </message>
        <message>
            <source>Saved, and written to the audit log.</source>
            <translation>Guardado y anotado en el registro de auditoría.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::SubscriptionViewModel</name>
        <message>
            <source>We&apos;ve sent a mail to %1. Open the link in it to confirm the address.</source>
            <translation>Hemos enviado un correo a %1. Abre el enlace que contiene para confirmar la dirección.</translation>
        </message>
        <message>
            <source>You have %1 of credit. The next charge uses it up first.</source>
            <translation>Tienes %1 de saldo. El próximo cobro lo usa primero.</translation>
        </message>
    </context>
    <context>
        <name>AvatarEditor</name>
        <message>
            <source>The picture you chose</source>
            <translation>La imagen que elegiste</translation>
        </message>
        <message>
            <source>Your picture</source>
            <translation>Tu imagen</translation>
        </message>
        <message>
            <source>Like this?</source>
            <translation>¿Así?</translation>
        </message>
        <message>
            <source>Your picture is being made …</source>
            <translation>Se está preparando tu imagen …</translation>
        </message>
        <message>
            <source>Another one</source>
            <translation>Otra</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Elegir una imagen</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Usarla</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Pictures (*.jpg *.jpeg *.png *.webp)</source>
            <translation>Imágenes (*.jpg *.jpeg *.png *.webp)</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Remove your picture</source>
            <translation>Quitar tu foto</translation>
        </message>
    </context>
    <context>
        <name>BrowserVisitScreen</name>
        <message>
            <source>Go on in your browser</source>
            <translation>Sigue en tu navegador</translation>
        </message>
        <message>
            <source>It shows the sign-in of %1. Come back when you are done there: we notice by ourselves.</source>
            <translation>Muestra el inicio de sesión de %1. Vuelve cuando hayas terminado: lo notaremos solos.</translation>
        </message>
        <message>
            <source>Open the page again</source>
            <translation>Abrir la página otra vez</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
    </context>
    <context>
        <name>EmailEditor</name>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confirmado</translation>
        </message>
        <message>
            <source>Not confirmed</source>
            <translation>Sin confirmar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>New e-mail</source>
            <translation>Nuevo correo electrónico</translation>
        </message>
        <message>
            <source>We send a code there. Until you enter it, your present address stays.</source>
            <translation>Enviamos allí un código. Hasta que lo escribas, sigue valiendo tu dirección actual.</translation>
        </message>
        <message>
            <source>Send the code</source>
            <translation>Enviar el código</translation>
        </message>
        <message>
            <source>Enter the code we sent to %1.</source>
            <translation>Escribe el código que enviamos a %1.</translation>
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
    </context>
    <context>
        <name>IdentitiesPanel</name>
        <message>
            <source>Other ways to sign in</source>
            <translation>Otras formas de iniciar sesión</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>Desvincular</translation>
        </message>
        <message>
            <source>Unlink %1</source>
            <translation>Desvincular %1</translation>
        </message>
        <message>
            <source>Unlink %1?</source>
            <translation>¿Desvincular %1?</translation>
        </message>
        <message>
            <source>Not linked</source>
            <translation>Sin vincular</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Vincular</translation>
        </message>
        <message>
            <source>Link %1</source>
            <translation>Vincular %1</translation>
        </message>
        <message>
            <source>Your browser shows the sign-in of %1. Come back when you are done there.</source>
            <translation>Tu navegador muestra el inicio de sesión de %1. Vuelve cuando hayas terminado.</translation>
        </message>
        <message>
            <source>Open the page again</source>
            <translation>Abrir la página otra vez</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>You sign in with your password then. Without one, ask for a new password first.</source>
            <translation>Entonces inicias sesión con tu contraseña. Si no tienes, pide antes una nueva.</translation>
        </message>
    </context>
    <context>
        <name>ListeningDialog</name>
        <message>
            <source>Play here</source>
            <translation>Escuchar aquí</translation>
        </message>
        <message>
            <source>All right</source>
            <translation>De acuerdo</translation>
        </message>
    </context>
    <context>
        <name>DevicesButton</name>
        <message>
            <source>Play on another device</source>
            <translation>Escuchar en otro dispositivo</translation>
        </message>
        <message>
            <source>Playing on %1</source>
            <translation>Suena en %1</translation>
        </message>
    </context>
    <context>
        <name>PlayOnDialog</name>
        <message>
            <source>Play on</source>
            <translation>Escuchar en</translation>
        </message>
    </context>
    <context>
        <name>melody::app::HandOverViewModel</name>
        <message>
            <source>This device</source>
            <translation>Este dispositivo</translation>
        </message>
        <message>
            <source>%1 (this device)</source>
            <translation>%1 (este dispositivo)</translation>
        </message>
        <message>
            <source>another device</source>
            <translation>otro dispositivo</translation>
        </message>
    </context>
    <context>
        <name>OrganisationScreen</name>
        <message>
            <source>Sign in with your organisation</source>
            <translation>Entrar con tu organización</translation>
        </message>
        <message>
            <source>Enter your address at work or at school. If it has single sign-on here, you sign in there.</source>
            <translation>Escribe tu dirección del trabajo o de la escuela. Si tiene acceso único aquí, inicias sesión allí.</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
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
        <name>melody::app::ElsewhereViewModel</name>
        <message>
            <source>%1 was not linked. %2</source>
            <translation>%1 no se vinculó. %2</translation>
        </message>
        <message>
            <source>From now on %1 signs you in, too.</source>
            <translation>Desde ahora %1 también te sirve para entrar.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::IdentitiesViewModel</name>
        <message>
            <source>From now on %1 signs you in, too.</source>
            <translation>Desde ahora %1 también te sirve para entrar.</translation>
        </message>
        <message>
            <source>It signs you in no more.</source>
            <translation>Ya no te sirve para entrar.</translation>
        </message>
        <message>
            <source>Since %1</source>
            <translation>Desde el %1</translation>
        </message>
    </context>
    <context>
        <name>melody::app::ListeningViewModel</name>
        <message>
            <source>Time for something else</source>
            <translation>Es hora de otra cosa</translation>
        </message>
        <message>
            <source>Another device plays now</source>
            <translation>Ahora suena otro dispositivo</translation>
        </message>
        <message>
            <source>Playing on %1</source>
            <translation>Sonando en %1</translation>
        </message>
        <message>
            <source>Playing on another device</source>
            <translation>Sonando en otro dispositivo</translation>
        </message>
        <message>
            <source>Your plan plays on no more devices at a time, so it stopped here. Play here again instead?</source>
            <translation>Tu plan no permite más dispositivos a la vez, así que aquí se paró. ¿Escuchar otra vez aquí?</translation>
        </message>
        <message>
            <source>Your plan plays on no more devices at a time. Play here instead?</source>
            <translation>Tu plan no permite más dispositivos a la vez. ¿Escuchar aquí en su lugar?</translation>
        </message>
        <message>
            <source>You can go on at %1.</source>
            <translation>Puedes seguir a las %1.</translation>
        </message>
        <message>
            <source>You can go on tomorrow at %1.</source>
            <translation>Puedes seguir mañana a las %1.</translation>
        </message>
        <message>
            <source>You can go on on %1 at %2.</source>
            <translation>Puedes seguir el %1 a las %2.</translation>
        </message>
        <message>
            <source>Playing on %1 now</source>
            <translation>Ahora suena en %1</translation>
        </message>
    </context>
    <context>
        <name>melody::app::SecurityViewModel</name>
        <message>
            <source>Melody recovery codes of %1</source>
            <translation>Códigos de recuperación de Melody de %1</translation>
        </message>
        <message>
            <source>No recovery code is left. Without your phone you could not sign in.</source>
            <translation>No queda ningún código de recuperación. Sin tu teléfono no podrías entrar.</translation>
        </message>
        <message numerus="yes">
            <source>%n recovery code(s) left</source>
            <translation>
                <numerusform>Queda %n código de recuperación</numerusform>
                <numerusform>Quedan %n códigos de recuperación</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>melody::app::BrowserVisit</name>
        <message>
            <source>That's it. You can close this page and go back to Melody.</source>
            <translation>Listo. Puedes cerrar esta página y volver a Melody.</translation>
        </message>
    </context>
    <context>
        <name>OfflineStrip</name>
        <message>
            <source>You&apos;re offline. What you downloaded plays, and what you play is counted later.</source>
            <translation>Estás sin conexión. Lo descargado suena, y lo que escuches se contará después.</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>Descargas</translation>
        </message>
    </context>
    <context>
        <name>DownloadsScreen</name>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>waits for a connection</source>
            <translation>espera conexión</translation>
        </message>
        <message>
            <source>waits its turn</source>
            <translation>espera su turno</translation>
        </message>
        <message>
            <source>paused at %1 %</source>
            <translation>en pausa al %1 %</translation>
        </message>
        <message>
            <source>Downloads</source>
            <translation>Descargas</translation>
        </message>
        <message>
            <source>You&apos;re offline. What is complete here plays; the rest goes on by itself when you&apos;re back.</source>
            <translation>Estás sin conexión. Lo que está completo suena; el resto sigue solo cuando vuelvas.</translation>
        </message>
        <message>
            <source>Nothing is kept here yet</source>
            <translation>Aquí aún no hay nada guardado</translation>
        </message>
        <message>
            <source>Open an album or a playlist and press Download. It then plays without a connection; every paid plan includes this.</source>
            <translation>Abre un álbum o una lista y pulsa Descargar. Después suena sin conexión; todos los planes de pago lo incluyen.</translation>
        </message>
        <message>
            <source>Browse albums</source>
            <translation>Explorar álbumes</translation>
        </message>
        <message>
            <source>Go on with %1</source>
            <translation>Continuar con %1</translation>
        </message>
        <message>
            <source>Try %1 again</source>
            <translation>Intentar %1 de nuevo</translation>
        </message>
        <message>
            <source>Pause %1</source>
            <translation>Pausar %1</translation>
        </message>
        <message>
            <source>Remove %1</source>
            <translation>Quitar %1</translation>
        </message>
        <message>
            <source>%1 leaves this device. You can download it again.</source>
            <translation>%1 se quita de este dispositivo. Puedes descargarlo de nuevo.</translation>
        </message>
        <message>
            <source>%1: %2 %</source>
            <translation>%1: %2 %</translation>
        </message>
        <message>
            <source>Remove this download?</source>
            <translation>¿Quitar esta descarga?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Playlist</source>
            <translation>Lista</translation>
        </message>
        <message>
            <source>The newest songs</source>
            <translation>Lo más nuevo</translation>
        </message>
        <message>
            <source>The newest episodes</source>
            <translation>Los episodios más recientes</translation>
        </message>
    </context>
    <context>
        <name>melody::app::DownloadsViewModel</name>
        <message>
            <source>%1 used, %2 free</source>
            <translation>%1 usados, %2 libres</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) left</source>
            <translation>
                <numerusform>Queda %n segundo</numerusform>
                <numerusform>Quedan %n segundos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) left</source>
            <translation>
                <numerusform>Queda %n minuto</numerusform>
                <numerusform>Quedan %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Downloads come with a paid plan. Choose one in Settings, Plans.</source>
            <translation>Las descargas vienen con un plan de pago. Elige uno en Ajustes, Planes.</translation>
        </message>
        <message>
            <source>Some of this arrived damaged. Press Download to fetch it again.</source>
            <translation>Una parte llegó dañada. Pulsa Descargar para traerla otra vez.</translation>
        </message>
        <message>
            <source>This device can't write to its disk. Make sure that there is room, then press Download again.</source>
            <translation>Este dispositivo no puede escribir en su disco. Comprueba que hay espacio y pulsa Descargar otra vez.</translation>
        </message>
        <message>
            <source>The licence for this wasn't right, so nothing is kept. Press Download to ask for another.</source>
            <translation>La licencia no era correcta, así que no se guarda nada. Pulsa Descargar para pedir otra.</translation>
        </message>
        <message>
            <source>Some of this isn't on Melody any more. The rest is kept.</source>
            <translation>Una parte ya no está en Melody. El resto se guarda.</translation>
        </message>
        <message>
            <source>This can't be downloaded now. Press Download to try again.</source>
            <translation>Ahora no se puede descargar. Pulsa Descargar para probar otra vez.</translation>
        </message>
        <message>
            <source>Liked songs</source>
            <translation>Canciones que te gustan</translation>
        </message>
    </context>
    <context>
        <name>QueuePanel</name>
        <message>
            <source>Up next</source>
            <translation>A continuación</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rehacer</translation>
        </message>
        <message>
            <source>Clear what comes next</source>
            <translation>Vaciar lo que sigue</translation>
        </message>
        <message>
            <source>See plans</source>
            <translation>Ver planes</translation>
        </message>
        <message>
            <source>Nothing comes after this. Play an album, or repeat this one.</source>
            <translation>No hay nada después. Pon un álbum o repite esta canción.</translation>
        </message>
        <message>
            <source>Save the queue as a playlist</source>
            <translation>Guardar la cola como lista</translation>
        </message>
        <message>
            <source>Queue of %1</source>
            <translation>Cola del %1</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
    </context>
    <context>
        <name>QueueRow</name>
        <message>
            <source>%1. Ctrl and the arrow keys move it, Delete takes it out.</source>
            <translation>%1. Ctrl y las flechas la mueven, Supr la quita.</translation>
        </message>
        <message>
            <source>Drag to move %1</source>
            <translation>Arrastra para mover %1</translation>
        </message>
        <message>
            <source>Take %1 out</source>
            <translation>Quitar %1</translation>
        </message>
    </context>
    <context>
        <name>PlayModes</name>
        <message>
            <source>Shuffled: choosing needs a plan</source>
            <translation>Aleatorio: para elegir hace falta un plan</translation>
        </message>
        <message>
            <source>Shuffle is on</source>
            <translation>Aleatorio activado</translation>
        </message>
        <message>
            <source>Shuffle</source>
            <translation>Aleatorio</translation>
        </message>
        <message>
            <source>Repeats this track</source>
            <translation>Repite esta canción</translation>
        </message>
        <message>
            <source>Repeats all</source>
            <translation>Repite todo</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>Repetir</translation>
        </message>
        <message>
            <source>Sleep timer</source>
            <translation>Temporizador</translation>
        </message>
        <message>
            <source>Up next</source>
            <translation>A continuación</translation>
        </message>
        <message>
            <source>Speed of speech: %1 times</source>
            <translation>Velocidad de la voz: %1 veces</translation>
        </message>
        <message>
            <source>Repeating needs a plan</source>
            <translation>Para repetir hace falta un plan</translation>
        </message>
    </context>
    <context>
        <name>SleepDialog</name>
        <message>
            <source>Stop the music</source>
            <translation>Detener la música</translation>
        </message>
        <message>
            <source>Not by itself</source>
            <translation>No por sí sola</translation>
        </message>
        <message>
            <source>After this track</source>
            <translation>Después de esta canción</translation>
        </message>
        <message numerus="yes">
            <source>In %n minute(s)</source>
            <translation>
                <numerusform>En %n minuto</numerusform>
                <numerusform>En %n minutos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SoundScreen</name>
        <message>
            <source>Flat</source>
            <translation>Plano</translation>
        </message>
        <message>
            <source>Bass</source>
            <translation>Graves</translation>
        </message>
        <message>
            <source>Voice</source>
            <translation>Voz</translation>
        </message>
        <message>
            <source>Treble</source>
            <translation>Agudos</translation>
        </message>
        <message>
            <source>Evening</source>
            <translation>Noche</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Same loudness</source>
            <translation>Mismo volumen</translation>
        </message>
        <message>
            <source>Albums keep their quiet and loud songs</source>
            <translation>Los álbumes conservan sus canciones suaves y fuertes</translation>
        </message>
        <message>
            <source>Every song is as loud as the others</source>
            <translation>Todas las canciones suenan igual de fuerte</translation>
        </message>
        <message>
            <source>Songs</source>
            <translation>Canciones</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Crossfade</source>
            <translation>Fundido</translation>
        </message>
        <message>
            <source>Songs follow without a gap</source>
            <translation>Las canciones se siguen sin pausa</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s); albums in their order stay whole</source>
            <translation>
                <numerusform>%n segundo; los álbumes en su orden quedan enteros</numerusform>
                <numerusform>%n segundos; los álbumes en su orden quedan enteros</numerusform>
            </translation>
        </message>
        <message>
            <source>Crossfade in seconds</source>
            <translation>Fundido en segundos</translation>
        </message>
        <message>
            <source>Speed of speech</source>
            <translation>Velocidad de la voz</translation>
        </message>
        <message>
            <source>%1 times; the pitch stays</source>
            <translation>%1 veces; el tono no cambia</translation>
        </message>
        <message>
            <source>Shorten pauses in speech</source>
            <translation>Acortar las pausas al hablar</translation>
        </message>
        <message>
            <source>Equaliser</source>
            <translation>Ecualizador</translation>
        </message>
    </context>
    <context>
        <name>EqualiserBand</name>
        <message>
            <source>%1 hertz</source>
            <translation>%1 hercios</translation>
        </message>
    </context>
    <context>
        <name>melody::app::QueueViewModel</name>
        <message>
            <source>Stops after this track</source>
            <translation>Se detiene después de esta canción</translation>
        </message>
        <message numerus="yes">
            <source>Stops in %n minute(s)</source>
            <translation>
                <numerusform>Se detiene en %n minuto</numerusform>
                <numerusform>Se detiene en %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>A short break. The music goes on after it; with a plan there are none.</source>
            <translation>Una pausa corta. Después sigue la música; con un plan no hay pausas.</translation>
        </message>
        <message numerus="yes">
            <source>No skips left. The next one in %n minute(s); with a plan you skip as you like.</source>
            <translation>
                <numerusform>Sin saltos. El próximo en %n minuto; con un plan saltas cuanto quieras.</numerusform>
                <numerusform>Sin saltos. El próximo en %n minutos; con un plan saltas cuanto quieras.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Shuffled for you. %n skip(s) left this hour.</source>
            <translation>
                <numerusform>En orden aleatorio. Te queda %n salto esta hora.</numerusform>
                <numerusform>En orden aleatorio. Te quedan %n saltos esta hora.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 plays next</source>
            <translation>%1 suena a continuación</translation>
        </message>
        <message>
            <source>%1 is in the queue</source>
            <translation>%1 está en la cola</translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) play next</source>
            <translation>
                <numerusform>%n canción suena a continuación</numerusform>
                <numerusform>%n canciones suenan a continuación</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) are in the queue</source>
            <translation>
                <numerusform>%n canción está en la cola</numerusform>
                <numerusform>%n canciones están en la cola</numerusform>
            </translation>
        </message>
        <message>
            <source>The queue is full. Take something out of it first.</source>
            <translation>La cola está llena. Quita antes algo de ella.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Without a plan the songs come shuffled. With one you choose the order, and what repeats.</source>
            <translation>Sin un plan, las canciones suenan mezcladas. Con uno eliges el orden y qué se repite.</translation>
        </message>
    </context>
    <context>
        <name>SpokenToast</name>
        <message>
            <source>Go there</source>
            <translation>Ir allí</translation>
        </message>
        <message>
            <source>Stay here</source>
            <translation>Seguir aquí</translation>
        </message>
        <message>
            <source>Go on there</source>
            <translation>Seguir desde ahí</translation>
        </message>
        <message>
            <source>See plans</source>
            <translation>Ver planes</translation>
        </message>
    </context>
    <context>
        <name>LikeButton</name>
        <message>
            <source>Unlike %1</source>
            <translation>Quitar %1 de tus favoritos</translation>
        </message>
        <message>
            <source>Like %1</source>
            <translation>Me gusta %1</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
    </context>
    <context>
        <name>AddToPlaylistDialog</name>
        <message>
            <source>New playlist…</source>
            <translation>Lista nueva…</translation>
        </message>
        <message>
            <source>Add to a playlist</source>
            <translation>Añadir a una lista</translation>
        </message>
        <message>
            <source>New playlist</source>
            <translation>Lista nueva</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crear</translation>
        </message>
    </context>
    <context>
        <name>LibraryScreen</name>
        <message numerus="yes">
            <source>Playlist, %n song(s)</source>
            <translation>
                <numerusform>Lista, %n canción</numerusform>
                <numerusform>Lista, %n canciones</numerusform>
            </translation>
        </message>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message>
            <source>Nothing in your library matches</source>
            <translation>Nada de tu biblioteca coincide</translation>
        </message>
        <message>
            <source>No playlists yet</source>
            <translation>Aún no hay listas</translation>
        </message>
        <message>
            <source>You follow nobody yet</source>
            <translation>Aún no sigues a nadie</translation>
        </message>
        <message>
            <source>Nothing liked yet</source>
            <translation>Aún no te gusta nada</translation>
        </message>
        <message>
            <source>Try fewer letters, or look under Albums.</source>
            <translation>Prueba con menos letras o busca en Álbumes.</translation>
        </message>
        <message>
            <source>Make one here, or press the list with the plus beside a song.</source>
            <translation>Crea una aquí o pulsa la lista con el signo más junto a una canción.</translation>
        </message>
        <message>
            <source>Open an artist and press Follow.</source>
            <translation>Abre un artista y pulsa Seguir.</translation>
        </message>
        <message>
            <source>Press the heart beside a song or an album and it stays here, on every device.</source>
            <translation>Pulsa el corazón junto a una canción o un álbum y se quedará aquí, en todos tus dispositivos.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Tu biblioteca</translation>
        </message>
        <message>
            <source>New playlist</source>
            <translation>Lista nueva</translation>
        </message>
        <message>
            <source>Search your library</source>
            <translation>Buscar en tu biblioteca</translation>
        </message>
        <message>
            <source>What to show</source>
            <translation>Qué mostrar</translation>
        </message>
        <message>
            <source>Playlists</source>
            <translation>Listas</translation>
        </message>
        <message>
            <source>Songs</source>
            <translation>Canciones</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Artists</source>
            <translation>Artistas</translation>
        </message>
        <message>
            <source>Play %1</source>
            <translation>Reproducir %1</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crear</translation>
        </message>
        <message>
            <source>Import a playlist file</source>
            <translation>Importar un archivo de lista</translation>
        </message>
        <message>
            <source>Shows</source>
            <translation>Programas</translation>
        </message>
        <message>
            <source>You follow no show yet</source>
            <translation>Aún no sigues ningún programa</translation>
        </message>
        <message>
            <source>Open a show and press Follow.</source>
            <translation>Abre un programa y pulsa Seguir.</translation>
        </message>
    </context>
    <context>
        <name>PlaylistScreen</name>
        <message>
            <source>This playlist is empty</source>
            <translation>Esta lista está vacía</translation>
        </message>
        <message>
            <source>Press the list with the plus beside a song to put it here.</source>
            <translation>Pulsa la lista con el signo más junto a una canción para ponerla aquí.</translation>
        </message>
        <message>
            <source>Browse albums</source>
            <translation>Explorar álbumes</translation>
        </message>
        <message>
            <source>This playlist isn't there</source>
            <translation>Esta lista no está</translation>
        </message>
        <message>
            <source>It may have been deleted on another device.</source>
            <translation>Puede que se haya borrado en otro dispositivo.</translation>
        </message>
        <message>
            <source>To your library</source>
            <translation>A tu biblioteca</translation>
        </message>
        <message>
            <source>Rename this playlist</source>
            <translation>Cambiar el nombre de la lista</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Cambiar nombre</translation>
        </message>
        <message>
            <source>Delete this playlist?</source>
            <translation>¿Borrar esta lista?</translation>
        </message>
        <message>
            <source>%1 goes from all your devices.</source>
            <translation>%1 desaparecerá de todos tus dispositivos.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Borrar</translation>
        </message>
        <message>
            <source>Where shall the playlist be kept?</source>
            <translation>¿Dónde se guarda la lista?</translation>
        </message>
        <message>
            <source>XSPF playlist (*.xspf)</source>
            <translation>Lista XSPF (*.xspf)</translation>
        </message>
        <message>
            <source>M3U playlist (*.m3u8)</source>
            <translation>Lista M3U (*.m3u8)</translation>
        </message>
        <message>
            <source>Describe this playlist</source>
            <translation>Describir esta lista</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descripción</translation>
        </message>
    </context>
    <context>
        <name>PlaylistHeader</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Playlist</source>
            <translation>Lista</translation>
        </message>
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
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Cambiar nombre</translation>
        </message>
        <message>
            <source>Delete playlist</source>
            <translation>Borrar lista</translation>
        </message>
        <message>
            <source>Save as a file for other players</source>
            <translation>Guardar como archivo para otros reproductores</translation>
        </message>
        <message>
            <source>Describe this playlist</source>
            <translation>Describir esta lista</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Más sobre %1</translation>
        </message>
    </context>
    <context>
        <name>PlaylistRow</name>
        <message>
            <source>No longer available</source>
            <translation>Ya no está disponible</translation>
        </message>
        <message>
            <source>Take %1 off the playlist</source>
            <translation>Quitar %1 de la lista</translation>
        </message>
        <message>
            <source>Move %1 with the up and down keys</source>
            <translation>Mover %1 con las teclas de arriba y abajo</translation>
        </message>
    </context>
    <context>
        <name>melody::app::LibraryViewModel</name>
        <message>
            <source>A playlist was changed here and on another device. Choose in Your library what holds.</source>
            <translation>Una lista se cambió aquí y en otro dispositivo. Elige en Tu biblioteca qué vale.</translation>
        </message>
        <message>
            <source>%1 was deleted on another device while you changed it here.</source>
            <translation>%1 se eliminó en otro dispositivo mientras la cambiabas aquí.</translation>
        </message>
        <message>
            <source>You called this playlist %1, and another device called it %2.</source>
            <translation>Llamaste %1 a esta lista y en otro dispositivo se llamó %2.</translation>
        </message>
        <message>
            <source>The description of %1 was changed here and on another device.</source>
            <translation>La descripción de %1 se cambió aquí y en otro dispositivo.</translation>
        </message>
        <message>
            <source>Keep mine as a new playlist</source>
            <translation>Guardar la mía como lista nueva</translation>
        </message>
        <message>
            <source>Use mine</source>
            <translation>Usar la mía</translation>
        </message>
        <message>
            <source>Let it go</source>
            <translation>Dejar que se vaya</translation>
        </message>
        <message>
            <source>Keep theirs</source>
            <translation>Dejar la otra</translation>
        </message>
        <message>
            <source>That playlist was deleted on another device, so your change to it is gone.</source>
            <translation>Esa lista se borró en otro dispositivo, así que tu cambio se ha perdido.</translation>
        </message>
        <message>
            <source>Your library couldn't be changed. %1</source>
            <translation>No se pudo cambiar tu biblioteca. %1</translation>
        </message>
        <message>
            <source>Added to %1</source>
            <translation>Añadido a %1</translation>
        </message>
        <message>
            <source>%1 is deleted</source>
            <translation>%1 está borrada</translation>
        </message>
        <message>
            <source>%1 is off the playlist</source>
            <translation>%1 ya no está en la lista</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>The queue is saved as %1, in your library</source>
            <translation>La cola está guardada como %1, en tu biblioteca</translation>
        </message>
    </context>
    <context>
        <name>LyricsLine</name>
        <message>
            <source>Music only</source>
            <translation>Solo música</translation>
        </message>
    </context>
    <context>
        <name>LyricsPanel</name>
        <message>
            <source>No words for this one</source>
            <translation>No hay letra de esta</translation>
        </message>
        <message>
            <source>The words are not here</source>
            <translation>La letra no está aquí</translation>
        </message>
        <message>
            <source>Nobody has written them down yet, or there is nothing to sing.</source>
            <translation>Nadie la ha escrito todavía, o no hay nada que cantar.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Words of %1</source>
            <translation>Letra de %1</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Seguir</translation>
        </message>
    </context>
    <context>
        <name>StatisticsScreen</name>
        <message>
            <source>Statistics</source>
            <translation>Estadísticas</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Periodo</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mes</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Año</translation>
        </message>
        <message>
            <source>The month before</source>
            <translation>El mes anterior</translation>
        </message>
        <message>
            <source>The year before</source>
            <translation>El año anterior</translation>
        </message>
        <message>
            <source>The month after</source>
            <translation>El mes siguiente</translation>
        </message>
        <message>
            <source>The year after</source>
            <translation>El año siguiente</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Nothing was played in this time. A play counts after half a minute.</source>
            <translation>No se reprodujo nada en este tiempo. Una reproducción cuenta a partir de medio minuto.</translation>
        </message>
        <message>
            <source>Top songs</source>
            <translation>Canciones más escuchadas</translation>
        </message>
        <message>
            <source>Top artists</source>
            <translation>Artistas más escuchados</translation>
        </message>
        <message>
            <source>Picture saved</source>
            <translation>Imagen guardada</translation>
        </message>
        <message>
            <source>Save a picture to share</source>
            <translation>Guardar una imagen para compartir</translation>
        </message>
        <message>
            <source>The picture can&apos;t be written there. Choose another folder.</source>
            <translation>La imagen no se puede guardar ahí. Elige otra carpeta.</translation>
        </message>
        <message>
            <source>Where shall the picture be kept?</source>
            <translation>¿Dónde se guarda la imagen?</translation>
        </message>
        <message>
            <source>Picture (*.png)</source>
            <translation>Imagen (*.png)</translation>
        </message>
    </context>
    <context>
        <name>StatisticsChart</name>
        <message>
            <source>Plays over time</source>
            <translation>Reproducciones a lo largo del tiempo</translation>
        </message>
    </context>
    <context>
        <name>melody::app::StatisticsViewModel</name>
        <message numerus="yes">
            <source>%n play(s)</source>
            <translation>
                <numerusform>%n reproducción</numerusform>
                <numerusform>%n reproducciones</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 h %2 min</translation>
        </message>
        <message>
            <source>MMMM d</source>
            <translation>d &apos;de&apos; MMMM</translation>
        </message>
        <message>
            <source>%1: %2, %3</source>
            <translation>%1: %2, %3</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>month and year</comment>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>plays and time</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>As of %1: the server can&apos;t be reached.</source>
            <translation>A fecha de %1: no se puede llegar al servidor.</translation>
        </message>
        <message>
            <source>My music, %1</source>
            <translation>Mi música, %1</translation>
        </message>
        <message>
            <source>Top songs</source>
            <translation>Lo más escuchado</translation>
        </message>
        <message>
            <source>Top artists</source>
            <translation>Artistas</translation>
        </message>
    </context>
    <context>
        <name>melody::app::PlacesViewModel</name>
        <message>
            <source>You were at %1 on another device.</source>
            <translation>Ibas por %1 en otro dispositivo.</translation>
        </message>
        <message>
            <source>You were at %1.</source>
            <translation>Lo dejaste en %1.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::TrayMenu</name>
        <message>
            <source>Show Melody</source>
            <translation>Mostrar Melody</translation>
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
            <source>Next song</source>
            <translation>Siguiente canción</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
    </context>
    <context>
        <name>ImportPlaylist</name>
        <message>
            <source>Looking for the songs …</source>
            <translation>Buscando las canciones …</translation>
        </message>
        <message>
            <source>Nothing was imported</source>
            <translation>No se ha importado nada</translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) found</source>
            <translation>
                <numerusform>%n canción encontrada</numerusform>
                <numerusform>%n canciones encontradas</numerusform>
            </translation>
        </message>
        <message>
            <source>These stay out, because Melody doesn&apos;t have them under this name:</source>
            <translation>Estas se quedan fuera, porque Melody no las tiene con este nombre:</translation>
        </message>
        <message>
            <source>You&apos;re offline, so some songs couldn&apos;t be looked for. Try again later to have them all.</source>
            <translation>No tienes conexión y algunas canciones no se han podido buscar. Inténtalo más tarde para tenerlas todas.</translation>
        </message>
        <message>
            <source>Choose a playlist file</source>
            <translation>Elige un archivo de lista</translation>
        </message>
        <message>
            <source>Playlists (*.xspf *.m3u *.m3u8)</source>
            <translation>Listas (*.xspf *.m3u *.m3u8)</translation>
        </message>
        <message>
            <source>Songs that were not found</source>
            <translation>Canciones no encontradas</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Make the playlist</source>
            <translation>Crear la lista</translation>
        </message>
    </context>
    <context>
        <name>melody::app::PlaylistViewModel</name>
        <message>
            <source>%1 is saved as %2</source>
            <translation>%1 está guardada como %2</translation>
        </message>
        <message>
            <source>The playlist can&apos;t be written there. Choose another folder.</source>
            <translation>La lista no se puede guardar ahí. Elige otra carpeta.</translation>
        </message>
    </context>
    <context>
        <name>melody::app::PlaylistImportViewModel</name>
        <message>
            <source>This file can&apos;t be opened.</source>
            <translation>Este archivo no se puede abrir.</translation>
        </message>
        <message>
            <source>This file is larger than a playlist can be: %1 songs at most.</source>
            <translation>Este archivo es más grande de lo que puede ser una lista: %1 canciones como máximo.</translation>
        </message>
        <message>
            <source>There are no songs in this file.</source>
            <translation>En este archivo no hay canciones.</translation>
        </message>
        <message>
            <source>This is neither an XSPF nor an M3U playlist.</source>
            <translation>Esto no es una lista XSPF ni M3U.</translation>
        </message>
        <message>
            <source>A song without a name</source>
            <translation>Una canción sin nombre</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>song, artist</comment>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>DownloadButton</name>
        <message>
            <source>Downloaded</source>
            <translation>Descargado</translation>
        </message>
        <message>
            <source>Download paused, go on</source>
            <translation>Descarga en pausa, continuar</translation>
        </message>
        <message>
            <source>Download failed, try again</source>
            <translation>La descarga ha fallado, intentar de nuevo</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Downloading, %1 %. Pause</source>
            <translation>Descargando, %1 %. Pausar</translation>
        </message>
    </context>
    <context>
        <name>KeepNewestDialog</name>
        <message>
            <source>Keep the newest songs on this device</source>
            <translation>Guardar lo más nuevo en este dispositivo</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nada</translation>
        </message>
        <message numerus="yes">
            <source>The %n newest song(s)</source>
            <translation>
                <numerusform>La canción más nueva</numerusform>
                <numerusform>Las %n canciones más nuevas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n newest episode(s)</source>
            <translation>
                <numerusform>El episodio más reciente</numerusform>
                <numerusform>Los %n episodios más recientes</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep the newest episodes on this device</source>
            <translation>Guardar los episodios más recientes en este dispositivo</translation>
        </message>
    </context>
    <context>
        <name>NowPlayingTop</name>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Playing from</source>
            <translation>Suena desde</translation>
        </message>
        <message>
            <source>Hide the words</source>
            <translation>Ocultar la letra</translation>
        </message>
        <message>
            <source>Show the words</source>
            <translation>Mostrar la letra</translation>
        </message>
    </context>
    <context>
        <name>ShowScreen</name>
        <message>
            <source>Episodes of %1</source>
            <translation>Episodios de %1</translation>
        </message>
        <message>
            <source>More episodes</source>
            <translation>Más episodios</translation>
        </message>
        <message>
            <source>Licence: %1</source>
            <translation>Licencia: %1</translation>
        </message>
        <message>
            <source>This show didn't load</source>
            <translation>Este programa no se cargó</translation>
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
        <name>ShowHeader</name>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message numerus="yes">
            <source>Offline: %n episode(s) on this device</source>
            <translation>
                <numerusform>Sin conexión: %n episodio en este dispositivo</numerusform>
                <numerusform>Sin conexión: %n episodios en este dispositivo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n episode(s)</source>
            <translation>
                <numerusform>%n episodio</numerusform>
                <numerusform>%n episodios</numerusform>
            </translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Following</source>
            <translation>Siguiendo</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>Keep the newest episodes of %1 on this device</source>
            <translation>Guardar en este dispositivo los episodios más recientes de %1</translation>
        </message>
        <message>
            <source>Copy a link to %1</source>
            <translation>Copiar un enlace a %1</translation>
        </message>
    </context>
    <context>
        <name>EpisodeRow</name>
        <message>
            <source>Go there</source>
            <translation>Ir allí</translation>
        </message>
        <message>
            <source>Stay here</source>
            <translation>Seguir aquí</translation>
        </message>
        <message>
            <source>Heard</source>
            <translation>Escuchado</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Play %1</source>
            <translation>Reproducir %1</translation>
        </message>
        <message>
            <source>Add %1 to a playlist</source>
            <translation>Añadir %1 a una lista</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Más sobre %1</translation>
        </message>
    </context>
    <context>
        <name>ChaptersPanel</name>
        <message>
            <source>Chapters of %1</source>
            <translation>Capítulos de %1</translation>
        </message>
        <message>
            <source>Begins at %1, lasts %2</source>
            <translation>Empieza en %1, dura %2</translation>
        </message>
    </context>
    <context>
        <name>ChapterStrip</name>
        <message>
            <source>Previous chapter</source>
            <translation>Capítulo anterior</translation>
        </message>
        <message>
            <source>Chapters</source>
            <translation>Capítulos</translation>
        </message>
        <message>
            <source>Hide the chapters</source>
            <translation>Ocultar los capítulos</translation>
        </message>
        <message>
            <source>Show the chapters</source>
            <translation>Mostrar los capítulos</translation>
        </message>
        <message>
            <source>Next chapter</source>
            <translation>Capítulo siguiente</translation>
        </message>
    </context>
    <context>
        <name>SpeechDialog</name>
        <message>
            <source>Speech</source>
            <translation>Voz hablada</translation>
        </message>
        <message>
            <source>Speed of speech</source>
            <translation>Velocidad de la voz</translation>
        </message>
        <message>
            <source>%1 times; the pitch stays</source>
            <translation>%1 veces; el tono no cambia</translation>
        </message>
        <message>
            <source>%1 ×</source>
            <translation>%1 ×</translation>
        </message>
        <message>
            <source>Shorten pauses in speech</source>
            <translation>Acortar las pausas al hablar</translation>
        </message>
    </context>
    <context>
        <name>melody::app::ShowViewModel</name>
        <message>
            <source>You were at %1 on another device.</source>
            <translation>Ibas por %1 en otro dispositivo.</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 h %2 min</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>quedan %1</translation>
        </message>
    </context>
    <context>
        <name>melody::app::ChaptersViewModel</name>
        <message>
            <source>Chapter %1</source>
            <translation>Capítulo %1</translation>
        </message>
    </context>
    <context>
        <name>MoreMenu</name>
        <message>
            <source>Play next</source>
            <translation>Reproducir a continuación</translation>
        </message>
        <message>
            <source>Add to queue</source>
            <translation>Añadir a la cola</translation>
        </message>
        <message>
            <source>Add to a playlist</source>
            <translation>Añadir a una lista</translation>
        </message>
        <message>
            <source>Show in Downloads</source>
            <translation>Ver en Descargas</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
    </context>
    <context>
        <name>ShellPlaces</name>
        <message>
            <source>Home</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Biblioteca</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
    </context>
    <context>
        <name>SearchScreen</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n canción</numerusform>
                <numerusform>%n canciones</numerusform>
            </translation>
        </message>
        <message>
            <source>Artist</source>
            <translation>Artista</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Songs, albums, artists, shows and more</source>
            <translation>Canciones, álbumes, artistas y más</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Lo que se encontró</translation>
        </message>
        <message>
            <source>Play %1</source>
            <translation>Reproducir %1</translation>
        </message>
        <message>
            <source>Nothing on this device matches</source>
            <translation>Nada en este dispositivo coincide</translation>
        </message>
        <message>
            <source>What would you like to hear?</source>
            <translation>¿Qué te apetece oír?</translation>
        </message>
        <message>
            <source>Try fewer letters, or look under Albums.</source>
            <translation>Prueba con menos letras o mira en Álbumes.</translation>
        </message>
        <message>
            <source>This finds what is in your library and what you downloaded, with or without a connection.</source>
            <translation>Aquí se encuentra lo que hay en tu biblioteca y lo que descargaste, con o sin conexión.</translation>
        </message>
        <message>
            <source>Browse albums</source>
            <translation>Explorar álbumes</translation>
        </message>
    </context>
    <context>
        <name>melody::app::SearchModel</name>
        <message>
            <source>Songs</source>
            <translation>Canciones</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Álbumes</translation>
        </message>
        <message>
            <source>Artists</source>
            <translation>Artistas</translation>
        </message>
        <message>
            <source>Shows</source>
            <translation>Programas</translation>
        </message>
        <message>
            <source>Episodes</source>
            <translation>Episodios</translation>
        </message>
        <message>
            <source>Playlists</source>
            <translation>Listas</translation>
        </message>
    </context>
</TS>
