// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node starttls_server.js PEERS PORT FOLDER: a mail server that offers STARTTLS with FOLDER/{cert,key}.pem, takes mail only in a
// protected session from "melody" with the password "secret", keeps it in FOLDER/mail, and has no place for some.
const fs = require("fs");
const path = require("path");
const [peers, port, folder] = process.argv.slice(2);
const { SMTPServer } = require(path.join(peers, "node_modules", "smtp-server"));

let count = 0;

function refusal(address) {
    const codes = { "nobody@example.org": 550, "busy@example.org": 451 };
    const code = codes[address];
    return code ? Object.assign(new Error("not now, not here"), { responseCode: code }) : null;
}

new SMTPServer({
    cert: fs.readFileSync(path.join(folder, "cert.pem")),
    key: fs.readFileSync(path.join(folder, "key.pem")),
    onAuth: (auth, session, done) =>
        auth.username === "melody" && auth.password === "secret"
            ? done(null, { user: "melody" })
            : done(Object.assign(new Error("wrong password"), { responseCode: 535 })),
    onMailFrom: (address, session, done) =>
        session.secure ? done() : done(Object.assign(new Error("without TLS"), { responseCode: 530 })),
    onRcptTo: (address, session, done) => done(refusal(address.address)),
    onData: (stream, session, done) => {
        const file = path.join(folder, "mail", `${++count}.part`);
        stream.pipe(fs.createWriteStream(file)).on("finish", () => {
            fs.renameSync(file, file.replace(".part", ".eml"));
            done();
        });
    },
}).listen(Number(port), "127.0.0.1", () => console.log(`running at ${port}`));
