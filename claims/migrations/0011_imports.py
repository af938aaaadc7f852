"""Where imported claims come from, and the words of a reviewer of whom no text is kept."""

import claims.models.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_parts_of_few'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', claims.models.fields.LineField(max_length=100)),
                ('name', claims.models.fields.LineField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='ImportedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', claims.models.fields.LineField(max_length=100)),
                ('key', claims.models.fields.LineField(max_length=500)),
                ('occurrence', models.PositiveIntegerField(default=1)),
                ('digest', claims.models.fields.LineField(help_text='SHA-256 of the item and the original.', max_length=64)),
                ('item', models.JSONField()),
                ('original', models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ImportRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(help_text='Of the record in its file, from 1.')),
                ('place', claims.models.fields.LineField(max_length=200)),
                ('field', claims.models.fields.LineField(blank=True, max_length=200)),
                ('why', models.TextField()),
                ('original', models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('file', claims.models.fields.LineField(help_text="The file's name, without its folder.", max_length=255)),
                ('size', models.PositiveBigIntegerField(help_text='Of the file, in bytes.')),
                ('sha256', claims.models.fields.LineField(help_text="Of the file's first mebibyte.", max_length=64, verbose_name='SHA-256')),
                ('format', claims.models.fields.LineField(max_length=20)),
                ('mapping', claims.models.fields.LineField(blank=True, max_length=100)),
                ('source', claims.models.fields.LineField(blank=True, max_length=100)),
                ('publish', models.BooleanField(default=False)),
                ('position', models.PositiveBigIntegerField(default=0, help_text='Records read so far.')),
                ('new', models.PositiveBigIntegerField(default=0)),
                ('changed', models.PositiveBigIntegerField(default=0)),
                ('unchanged', models.PositiveBigIntegerField(default=0)),
                ('repeated', models.PositiveBigIntegerField(default=0, help_text='More than once in this file.')),
                ('refused', models.PositiveBigIntegerField(default=0)),
                ('met', models.BinaryField(default=bytes, help_text='The keys of the records met so far: a Roaring bitmap.')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
            },
        ),
        migrations.AddField(
            model_name='actor',
            name='to_review',
            field=models.BooleanField(db_default=False, default=False, help_text='An import made it of a name that it did not know, and nobody has looked yet.'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='words',
            field=claims.models.fields.ProseField(blank=True, db_default='', default='', help_text='What its source says, in its own words, where no passage is kept that has them.'),
        ),
        migrations.AddField(
            model_name='importedname',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imported_names', to='claims.actor'),
        ),
        migrations.AddField(
            model_name='importedrecord',
            name='claim',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imported_from', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importrefusal',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='claims.importrun'),
        ),
        migrations.AddField(
            model_name='importedrecord',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='claims.importrun'),
        ),
        migrations.AddConstraint(
            model_name='importedname',
            constraint=models.UniqueConstraint(fields=('source', 'name'), name='imported_name_is_unique_in_source'),
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(('position', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('new'), '+', models.F('changed')), '+', models.F('unchanged')), '+', models.F('repeated')), '+', models.F('refused')))), name='import_counts_add_up'),
        ),
        migrations.AddIndex(
            model_name='importrefusal',
            index=models.Index(fields=['run', 'number'], name='refusal_by_run_and_number'),
        ),
        migrations.AddConstraint(
            model_name='importedrecord',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('key')), 0), name='imported_key_is_not_blank'),
        ),
        migrations.AddConstraint(
            model_name='importedrecord',
            constraint=models.UniqueConstraint(fields=('source', 'key', 'occurrence'), name='imported_record_is_unique_in_source'),
        ),
    ]
