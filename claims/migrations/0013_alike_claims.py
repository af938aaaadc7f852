"""Claims that may be the same."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_neither_side'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AlikeClaims',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(help_text='How alike they are, 0 to 1.')),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('decided_by', models.ForeignKey(editable=False, help_text='Who said that they are other claims.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claim')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claim')),
            ],
            options={
                'verbose_name': 'pair of claims that may be one',
                'verbose_name_plural': 'claims that may be the same',
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['-score', 'id'], name='alike_claims_to_decide')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='alike_claims_are_in_order'), models.UniqueConstraint(fields=('first', 'second'), name='alike_claims_are_given_once'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='alike_claims_score_is_a_part')],
            },
        ),
    ]
