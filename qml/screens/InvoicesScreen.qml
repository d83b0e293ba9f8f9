// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import Melody.Design
import Melody.Components
import Melody.ViewModels

// Invoices and credit notes. Pressing one opens its PDF.
SettingsPage {
    id: screen
    objectName: "invoicesScreen"

    title: qsTr("Invoices")
    error: invoices.failed ? invoices.error : ""
    loading: invoices.loading || invoices.busy

    InvoicesViewModel {
        id: invoices
        objectName: "invoices"
        app: screen.app
    }
    Notice {
        text: invoices.problem
    }
    Button {
        objectName: "retryButton"
        visible: invoices.failed
        text: qsTr("Try again")
        onClicked: invoices.load()
    }
    Words {
        width: parent.width
        visible: invoices.empty
        text: qsTr("No invoices yet. They come here with every payment.")
        secondary: true
        wrapMode: Text.Wrap
    }
    Column {
        x: -Theme.space3
        width: parent.width + 2 * Theme.space3
        Repeater {
            model: invoices.invoices
            ListRow {
                id: invoice

                required property var row
                required property int index

                objectName: "invoice_" + invoice.index
                width: parent ? parent.width : 0
                iconName: "file-text"
                text: invoice.row.title + " · " + invoice.row.amount
                subtitle: invoice.row.subtitle
                Accessible.description: invoice.row.subtitle + ", " + qsTr("Open the PDF")
                enabled: !invoices.busy
                onClicked: invoices.open(invoice.row.id)
            }
        }
    }
    Button {
        objectName: "moreInvoices"
        visible: invoices.more
        width: parent.width
        kind: "secondary"
        text: qsTr("Show more")
        busy: invoices.busy && invoices.opening === ""
        enabled: !invoices.busy
        onClicked: invoices.loadMore()
    }
}
