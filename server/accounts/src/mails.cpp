// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mails.h"

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

struct Words {
    QStringView subject;
    QStringView text; // %1: name, %2: token
};
struct Texts {
    Letter letter;
    Words english;
    Words spanish;
};

constexpr Texts texts[] = {
    {Letter::ConfirmEmail,
     {u"Confirm your e-mail address",
      u"welcome to Melody. To confirm that this address is yours, open this link, or paste the code below it "
      u"into the app. It is good for two days.\n\nmelody://confirmations/%2\n\n%2\n\nIf you did not sign up, "
      u"do nothing."},
     {u"Confirma tu correo",
      u"te damos la bienvenida a Melody. Para confirmar que esta dirección es tuya, abre este enlace o pega en la "
      u"aplicación el código que hay debajo. Vale durante dos días.\n\nmelody://confirmations/%2\n\n%2\n\nSi no te has "
      u"registrado, no hagas nada."}},
    {Letter::ConfirmAgain,
     {u"Confirm your e-mail address again",
      u"to confirm that this address is still yours, open this link, or paste the code below it into the app. It is good for two "
      u"days.\n\nmelody://confirmations/%2\n\n%2\n\nWho pays as a student does this once a year. If you did not ask for it, do nothing."},
     {u"Confirma otra vez tu correo",
      u"para confirmar que esta dirección sigue siendo tuya, abre este enlace o pega en la aplicación el código que hay debajo. Vale "
      u"durante dos días.\n\nmelody://confirmations/%2\n\n%2\n\nQuien paga como estudiante lo hace una vez al año. Si no lo has pedido, "
      u"no hagas nada."}},
    {Letter::AlreadyThere,
     {u"You have an account already", u"somebody, perhaps you, signed up at Melody with this address. You have an account already: sign in "
                                      u"with your password, or ask the app for a new one.\n\nIf it was not you, do nothing."},
     {u"Ya tienes una cuenta", u"alguien, quizá tú, se ha registrado en Melody con esta dirección. Ya tienes una cuenta: entra con tu "
                               u"contraseña o pide una nueva en la aplicación.\n\nSi no has sido tú, no hagas nada."}},
    {Letter::ResetPassword,
     {u"Choose a new password",
      u"somebody, perhaps you, asked for a new password. Open this link, or paste the code below it into the app. "
      u"It is good for an hour.\n\nmelody://password-resets/%2\n\n%2\n\nIf it was not you, do nothing: your password "
      u"stays as it is."},
     {u"Elige una contraseña nueva",
      u"alguien, quizá tú, ha pedido una contraseña nueva. Abre este enlace o pega en la aplicación el código "
      u"que hay debajo. Vale durante una hora.\n\nmelody://password-resets/%2\n\n%2\n\nSi no has sido tú, no hagas "
      u"nada: tu contraseña sigue igual."}},
    {Letter::ChangeEmail,
     {u"Confirm your new e-mail address",
      u"to make this your address at Melody, open this link, or paste the code below it into the app. It "
      u"is good for two days.\n\nmelody://confirmations/%2\n\n%2\n\nIf you did not ask for it, do nothing."},
     {u"Confirma tu nuevo correo",
      u"para que esta sea tu dirección en Melody, abre este enlace o pega en la aplicación el código que hay "
      u"debajo. Vale durante dos días.\n\nmelody://confirmations/%2\n\n%2\n\nSi no lo has pedido, no hagas nada."}},
    {Letter::PasswordChanged,
     {u"Your password was changed",
      u"your password was changed, and your other devices were signed out.\n\nIf it was not you, ask the app for "
      u"a new password at once."},
     {u"Tu contraseña ha cambiado",
      u"tu contraseña ha cambiado y se ha cerrado la sesión en tus otros dispositivos.\n\nSi no has sido tú, pide "
      u"enseguida una contraseña nueva en la aplicación."}},
    {Letter::EmailChanged,
     {u"Your e-mail address was changed", u"your account has another e-mail address now; this one is no longer used.\n\nIf it was not you, "
                                          u"write to support."},
     {u"Tu correo ha cambiado", u"tu cuenta tiene ahora otra dirección de correo; esta ya no se usa.\n\nSi no has sido tú, escribe a "
                                u"soporte."}},
    {Letter::TokenReused,
     {u"A device was signed out",
      u"a device of yours was signed out, because somebody may have copied what keeps it signed in. Sign in again "
      u"there. If you don't know why this happened, change your password."},
     {u"Se ha cerrado la sesión en un dispositivo",
      u"hemos cerrado la sesión en uno de tus dispositivos, porque alguien puede haber copiado "
      u"lo que la mantenía abierta. Vuelve a entrar en él. Si no sabes por qué ha ocurrido, cambia "
      u"tu contraseña."}},
    {Letter::SecondFactorOn,
     {u"Signing in asks for a code now",
      u"from now on signing in asks for a code of your authenticator app. Keep your recovery codes in a safe "
      u"place.\n\nIf it was not you, ask the app for a new password and write to support."},
     {u"Ahora se pide un código al entrar",
      u"a partir de ahora, para entrar se pide un código de tu aplicación de autenticación. Guarda los "
      u"códigos de recuperación en un lugar seguro.\n\nSi no has sido tú, pide una contraseña nueva en la "
      u"aplicación y escribe a soporte."}},
    {Letter::SecondFactorOff,
     {u"Signing in asks for no code any more",
      u"signing in no longer asks for a code of your authenticator app.\n\nIf it was not you, change "
      u"your password at once."},
     {u"Ya no se pide un código al entrar", u"para entrar ya no se pide un código de tu aplicación de autenticación.\n\nSi no has sido tú, "
                                            u"cambia enseguida tu contraseña."}},
    {Letter::RecoveryCodesReplaced,
     {u"You have new recovery codes",
      u"new recovery codes were made for your account; the old ones no longer work. Keep the new ones in a safe place.\n\nIf it was not "
      u"you, change your password at once and write to support."},
     {u"Tienes códigos de recuperación nuevos",
      u"se han creado códigos de recuperación nuevos para tu cuenta; los anteriores ya no sirven. Guarda los nuevos en un lugar "
      u"seguro.\n\nSi no has sido tú, cambia enseguida tu contraseña y escribe a soporte."}},
    {Letter::CodeUsedAgain,
     {u"A code was refused", u"somebody gave a code of your authenticator app that had been used already, and was refused.\n\nIf it was "
                             u"not you, somebody may have "
                             u"seen you type it: change your password."},
     {u"Se ha rechazado un código", u"alguien ha dado un código de tu aplicación de autenticación que ya se había usado, y se ha rechazado."
                                    u"\n\nSi no has sido tú, puede que alguien te haya visto escribirlo: cambia tu contraseña."}},
    {Letter::NewPlace,
     {u"A sign-in from another country",
      u"a device signed in to your account from %2, where none of yours did before.\n\nIf it was not you, sign it out under "
      u"Settings, Devices, and change your password."},
     {u"Un inicio de sesión desde otro país",
      u"un dispositivo ha entrado en tu cuenta desde %2, donde ninguno de los tuyos lo había hecho antes.\n\nSi no has sido tú, cierra su "
      u"sesión en Ajustes, Dispositivos, y cambia tu contraseña."}},
};

} // namespace

mail::Mail writeLetter(Letter letter, const wire::Profile &reader, const QString &key, const QString &token)
{
    const auto found = std::find_if(std::begin(texts), std::end(texts), [letter](const Texts &each) { return each.letter == letter; });
    const bool spanish = reader.language == u"es";
    const Words &words = spanish ? found->spanish : found->english;
    // The name was chosen by whoever signed up with this address: it stays one line, and never a link.
    QString name = reader.displayName.simplified();
    name.remove(u'/').remove(u':');
    const QString greeting = spanish ? u"Hola, %1:"_s : u"Hello %1,"_s;
    // One after the other: a name such as "%2" must not become the token.
    const QString text = words.text.toString().replace("%2"_L1, token);
    return {key, reader.email, words.subject.toString(), greeting.arg(name) + u"\n\n"_s + text + u"\n\nMelody\n"_s};
}

} // namespace melody::accounts
