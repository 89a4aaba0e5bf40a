package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The numbers beside the entries of a file's navigation, and what is missing or late there; the latter for who works on an open file. */
@Component
class FileMarks implements FileTabs.Marks {

    private final FileMarksStore store;

    FileMarks(FileMarksStore store) {
        this.store = store;
    }

    @Override
    public Map<String, FileTabs.Mark> of(FileFrame frame) {
        FileMarksStore.Found found = store.of(frame.file().id());
        CaseFile file = frame.file();
        LocalDate today = frame.today();
        boolean works = !frame.least() && !frame.proposed() && file.status().open();
        Map<String, FileTabs.Mark> marks = new HashMap<>();
        marks.put("visits", new FileTabs.Mark(found.visits(), works && past(file.nextVisitDue(), today)));
        marks.put("child-alerts", new FileTabs.Mark(found.alerts(), found.alerts() > 0));
        marks.put("file-referrals", new FileTabs.Mark(found.referrals(), false));
        marks.put("attachments", new FileTabs.Mark(found.attachments(), false));
        marks.put("notes", new FileTabs.Mark(found.notes(), false));
        marks.put("file-messages", new FileTabs.Mark(found.unread(), found.unread() > 0));
        if (!works) return marks;
        due(marks, "consents", frame, Section.FAMILY, !found.consent());
        due(marks, "csi", frame, Section.FOLLOW_UP, past(found.csiDue(), today));
        due(marks, "health", frame, Section.HEALTH, file.medicalScreenedAt() == null);
        due(marks, "assessment", frame, Section.NOTES, file.assessedAt() == null);
        due(marks, "plan", frame, Section.ASSISTANCE, file.planApprovedOn() == null || past(file.reviewDue(), today));
        due(marks, "placement", frame, Section.PLACEMENT, file.care() == null);
        due(marks, "schooling", frame, Section.ASSISTANCE, found.unverified());
        due(marks, "identity", frame, Section.FAMILY, file.guardianOn() == null);
        return marks;
    }

    private static void due(
            Map<String, FileTabs.Mark> marks, String key, FileFrame frame, Section section, boolean due) {
        if (due && frame.holds(section)) marks.put(key, new FileTabs.Mark(0, true));
    }

    private static boolean past(@Nullable LocalDate day, LocalDate today) {
        return day != null && day.isBefore(today);
    }
}
