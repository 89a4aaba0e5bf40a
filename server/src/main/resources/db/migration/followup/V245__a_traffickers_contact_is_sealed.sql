-- That a trafficker found the child again lay in clear beside the visit's sealed words (F8). It lies with them now; nothing was released to take over.
alter table followup.visit drop column trafficker_contact;
