package io.tributary.identity.adapter.http;

import java.util.List;
import java.util.Locale;

/** The words of the preference page in one language. */
record PageTexts(
        Locale language,
        String title,
        String intro,
        String yes,
        String no,
        String unanswered,
        String save,
        String saved,
        String nothing,
        String stop,
        String stopped,
        String refuseAll,
        String expired,
        String expiredHelp,
        String unknown,
        String unknownHelp,
        String refused,
        String refusedHelp,
        String notKeptHelp) {

    private static final PageTexts ENGLISH = new PageTexts(
            Locale.ENGLISH,
            "Your choices",
            "Say for what we may use your data and contact you. You can change your mind here at any time until this link expires.",
            "Yes",
            "No",
            "You have not answered this yet.",
            "Save my choices",
            "Your choices are saved.",
            "There is nothing to choose at the moment.",
            "Stop everything",
            "We will ask you for nothing and send you nothing, also for purposes that are not listed above.",
            "No to everything",
            "This link has expired",
            "For your safety such links are good for a limited time. The next message that you get has a new one.",
            "This page does not exist",
            "Open the link in our message once more, or copy all of it.",
            "That did not work",
            "The form was sent incompletely. Open the link once more and try again.",
            "Nothing was changed: there are too many answers to keep one more. With “No to everything” you can still stop all of them.");

    private static final PageTexts GERMAN = new PageTexts(
            Locale.GERMAN,
            "Ihre Einwilligungen",
            "Sagen Sie, wofür wir Ihre Daten verwenden und Sie ansprechen dürfen. Sie können das hier jederzeit ändern, solange dieser Link gilt.",
            "Ja",
            "Nein",
            "Das haben Sie noch nicht beantwortet.",
            "Auswahl speichern",
            "Ihre Auswahl ist gespeichert.",
            "Im Augenblick gibt es nichts auszuwählen.",
            "Alles beenden",
            "Wir fragen Sie nach nichts und senden Ihnen nichts, auch nicht für Zwecke, die oben nicht stehen.",
            "Nein zu allem",
            "Dieser Link ist abgelaufen",
            "Zu Ihrer Sicherheit gelten solche Links nur eine Zeit lang. Die nächste Nachricht an Sie enthält einen neuen.",
            "Diese Seite gibt es nicht",
            "Öffnen Sie den Link in unserer Nachricht noch einmal, oder kopieren Sie ihn ganz.",
            "Das hat nicht geklappt",
            "Das Formular kam unvollständig an. Öffnen Sie den Link noch einmal und versuchen Sie es erneut.",
            "Es wurde nichts geändert: Eine weitere Antwort lässt sich nicht mehr aufnehmen. Mit „Nein zu allem“ können Sie weiterhin alles beenden.");

    private static final List<PageTexts> ALL = List.of(ENGLISH, GERMAN);

    /** The first language of the reader's that there is; English when there is none. */
    static PageTexts in(List<Locale.LanguageRange> wanted) {
        var language =
                Locale.lookup(wanted, ALL.stream().map(PageTexts::language).toList());
        return ALL.stream()
                .filter(it -> it.language().equals(language))
                .findFirst()
                .orElse(ENGLISH);
    }
}
