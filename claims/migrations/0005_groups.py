"""The groups of `claims.roles`, and what each may do. Run again, it changes nothing."""

from django.db import migrations

RECORDS = {
    "actor": "actor",
    "alias": "alias",
    "affiliation": "affiliation",
    "article": "article",
    "articletext": "article text",
    "passage": "passage",
    "passedover": "sentence that carries nothing",
    "dismissal": "dismissal",
    "claim": "claim",
    "denial": "denial",
    "evidence": "evidence",
    "attribution": "attribution",
    "anchor": "anchor",
    "mention": "mention",
    "correction": "correction",
    "formerslug": "former slug",
}
# Corrections are told to the public, former addresses follow from others.
BY_EDITORS_ALONE = {"correction", "formerslug"}
DUTIES = {
    "publish_records": "Can publish, return and withdraw records, and edit everybody's",
    "merge_records": "Can merge actors and claims",
    "revert_changes": "Can undo what the history tells of",
    "erase_history": "Can erase personal data from the history",
}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")

    def permission(app, model, codename, name):
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app, model=model
        )
        # Django makes those of the models after all migrations; it finds these there.
        found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        return found

    def of_records(*verbs, records=tuple(RECORDS)):
        return [
            permission("claims", kind, f"{verb}_{kind}", f"Can {verb} {RECORDS[kind]}")
            for kind in records
            for verb in verbs
        ]

    def duties(*names):
        return [permission("claims", "change", name, DUTIES[name]) for name in names]

    users = [
        permission("auth", kind, f"{verb}_{kind}", f"Can {verb} {kind}")
        for kind in ("user", "group")
        for verb in (("view", "add", "change") if kind == "user" else ("view",))
    ]
    looks = [*of_records("view"), permission("claims", "change", "view_change", "Can view change")]
    own = tuple(kind for kind in RECORDS if kind not in BY_EDITORS_ALONE)
    writes = of_records("add", "change", "delete", records=own)
    edits = [
        *of_records("add", "change", "delete"),
        *duties("publish_records", "merge_records", "revert_changes"),
    ]
    for name, may in {
        "reader": looks,
        "contributor": [*looks, *writes],
        "editor": [*looks, *edits],
        "administrator": [*looks, *edits, *users, *duties("erase_history")],
    }.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*may)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_history_and_review"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
