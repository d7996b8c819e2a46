import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import notifications.models.webhooks
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxEmail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='due')),
                ('lease_token', models.BigIntegerField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('about_id', models.BigIntegerField(editable=False, null=True)),
                ('occasion', models.CharField(blank=True, editable=False, max_length=40)),
                ('kind', models.CharField(choices=[('account', 'Signing in and security'), ('invitation', 'Invitations to join a company'), ('company_news', 'Decisions about your company and projects'), ('introduction', 'Introductions and what follows from them'), ('suggestion', 'Suggested partners'), ('response_news', 'Answers and requests from other companies'), ('reminder', 'Reminders of what is due'), ('saved_search', 'New results of your saved searches'), ('review_work', 'Work waiting at the review desk'), ('announcement', 'Programme news and event invitations')], max_length=16, verbose_name='kind')),
                ('topic', models.CharField(blank=True, editable=False, max_length=20)),
                ('recipient', models.EmailField(max_length=254, verbose_name='to')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('de', 'Deutsch'), ('ko', '한국어')], max_length=2, verbose_name='language')),
                ('subject', models.CharField(max_length=250, verbose_name='subject')),
                ('text', models.TextField(verbose_name='text')),
                ('html', models.TextField(blank=True, verbose_name='HTML')),
                ('is_confidential', models.BooleanField(default=False, help_text='Its text holds what only its readers may know.', verbose_name='confidential')),
                ('status', models.CharField(choices=[('queued', 'waiting'), ('sending', 'being sent'), ('handing_over', 'being handed over'), ('sent', 'sent'), ('failed', 'failed'), ('unknown', 'may have arrived'), ('cancelled', 'cancelled'), ('caught', 'kept here')], default='queued', max_length=12, verbose_name='status')),
                ('reason', models.CharField(blank=True, max_length=250, verbose_name='reason')),
                ('last_reply', models.CharField(blank=True, max_length=500, verbose_name='last answer of the mail server')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved at')),
                ('about_type', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='about')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='emails', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutboxAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='file name')),
                ('content_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('email', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='notifications.outboxemail')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('account', 'Signing in and security'), ('invitation', 'Invitations to join a company'), ('company_news', 'Decisions about your company and projects'), ('introduction', 'Introductions and what follows from them'), ('suggestion', 'Suggested partners'), ('response_news', 'Answers and requests from other companies'), ('reminder', 'Reminders of what is due'), ('saved_search', 'New results of your saved searches'), ('review_work', 'Work waiting at the review desk'), ('announcement', 'Programme news and event invitations')], max_length=16, verbose_name='kind')),
                ('is_enabled', models.BooleanField(verbose_name='wanted')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mail preference',
                'verbose_name_plural': 'mail preferences',
            },
        ),
        migrations.CreateModel(
            name='Relay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=300, unique=True, verbose_name='address')),
                ('refusals', models.PositiveIntegerField(default=0, verbose_name='equal refusals in a row')),
                ('step', models.CharField(blank=True, max_length=10, verbose_name='step')),
                ('code', models.PositiveSmallIntegerField(default=0, verbose_name='code')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='last answer of the mail server')),
                ('resting_since', models.DateTimeField(null=True, verbose_name='resting since')),
                ('resting_until', models.DateTimeField(null=True, verbose_name='resting until')),
            ],
            options={
                'verbose_name': 'mail server',
                'verbose_name_plural': 'mail servers',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('resting_since__isnull', True), ('resting_until__isnull', True)), models.Q(('resting_since__isnull', False), ('resting_until__gte', models.F('resting_since'))), _connector='OR'), name='notifications_relay_rest')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, unique=True, verbose_name='address')),
                ('reason', models.CharField(choices=[('bounced', 'mail to it comes back'), ('complained', 'its owner complained'), ('erased', 'its owner asked to be forgotten')], max_length=10, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
            ],
            options={
                'verbose_name': 'suppressed address',
                'verbose_name_plural': 'suppressed addresses',
                'constraints': [models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='notifications_suppression_lower')],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('address', models.CharField(max_length=500, verbose_name='address')),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('match.approved', 'A match was approved'), ('request.received', 'A company received a partnership request'), ('request.answered', 'A partnership request was accepted or declined'), ('introduction.made', 'Two companies were introduced'), ('test', 'A test message')], max_length=20), size=None, verbose_name='events')),
                ('salt', models.BinaryField(default=notifications.models.webhooks.make_salt)),
                ('previous_salt', models.BinaryField(null=True)),
                ('previous_until', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('paused_at', models.DateTimeField(editable=False, null=True, verbose_name='paused')),
                ('pause_reason', models.CharField(blank=True, choices=[('asked', 'paused by its owner or an administrator'), ('failing', 'paused because no delivery succeeded for days'), ('gone', 'paused because its server answered that the address is gone (410)')], editable=False, max_length=7, verbose_name='reason')),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='failing since')),
                ('deleted_at', models.DateTimeField(editable=False, null=True)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='webhooks', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['-created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='WebhookEvent',
            fields=[
                ('about_id', models.BigIntegerField(editable=False, null=True)),
                ('occasion', models.CharField(blank=True, editable=False, max_length=40)),
                ('id', models.CharField(default=notifications.models.webhooks.make_event_id, editable=False, max_length=40, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('match.approved', 'A match was approved'), ('request.received', 'A company received a partnership request'), ('request.answered', 'A partnership request was accepted or declined'), ('introduction.made', 'Two companies were introduced'), ('test', 'A test message')], max_length=20, verbose_name='kind')),
                ('body', models.TextField(verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='happened')),
                ('about_type', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='about')),
            ],
            options={
                'verbose_name': 'webhook event',
                'verbose_name_plural': 'webhook events',
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='due')),
                ('lease_token', models.BigIntegerField(editable=False, null=True)),
                ('lease_until', models.DateTimeField(editable=False, null=True)),
                ('status', models.CharField(choices=[('queued', 'waiting'), ('sending', 'being sent'), ('delivered', 'delivered'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='queued', max_length=9, verbose_name='status')),
                ('answer_status', models.PositiveSmallIntegerField(null=True, verbose_name='answer')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='what was answered')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='last attempt')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.webhook')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.webhookevent')),
            ],
            options={
                'verbose_name': 'webhook delivery',
                'verbose_name_plural': 'webhook deliveries',
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='outboxemail',
            index=models.Index(condition=models.Q(('status', 'queued')), fields=['due_at'], name='notifications_email_due'),
        ),
        migrations.AddIndex(
            model_name='outboxemail',
            index=models.Index(condition=models.Q(('status__in', ('sending', 'handing_over'))), fields=['lease_until'], name='notifications_email_held'),
        ),
        migrations.AddIndex(
            model_name='outboxemail',
            index=models.Index(fields=['-created_at'], name='notifications_email_new'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(('lease_until__isnull', True), ('lease_token__isnull', False), _connector='OR'), name='notifications_outboxemail_lease_has_holder'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.UniqueConstraint(fields=('about_id', 'about_type', 'topic', 'occasion', 'kind', 'recipient'), name='notifications_email_once'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about_id__isnull', False), ('about_type__isnull', False)), models.Q(('kind', 'account'), ('about_id__isnull', True), ('about_type__isnull', True)), _connector='OR'), name='notifications_email_about'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'sending', 'handing_over', 'sent', 'failed', 'unknown', 'cancelled', 'caught'])), name='notifications_email_status'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['account', 'invitation', 'company_news', 'introduction', 'suggestion', 'response_news', 'reminder', 'saved_search', 'review_work', 'announcement'])), name='notifications_email_kind'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject__regex', '[\\r\\n]'), _negated=True), models.Q(('recipient__regex', '\\s'), _negated=True)), name='notifications_email_header'),
        ),
        migrations.AddConstraint(
            model_name='outboxemail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('sending', 'handing_over')), _negated=True), models.Q(('lease_token__isnull', False), ('lease_until__isnull', False)), _connector='OR'), name='notifications_email_lease'),
        ),
        migrations.AddConstraint(
            model_name='outboxattachment',
            constraint=models.UniqueConstraint(fields=('email', 'name'), name='notifications_attachment_once'),
        ),
        migrations.AddConstraint(
            model_name='outboxattachment',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '^[A-Za-z0-9._-]+$')), name='notifications_attachment_plain_name'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='notifications_preference_once'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('events__contained_by', ['match.approved', 'request.received', 'request.answered', 'introduction.made']), models.Q(('events', []), _negated=True)), name='notifications_webhook_events'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pause_reason', ''), ('paused_at__isnull', True)), models.Q(('pause_reason__in', ['asked', 'failing', 'gone']), ('paused_at__isnull', False)), _connector='OR'), name='notifications_webhook_paused'),
        ),
        migrations.AddIndex(
            model_name='webhookevent',
            index=models.Index(fields=['created_at'], name='notifications_webhookevent_age'),
        ),
        migrations.AddConstraint(
            model_name='webhookevent',
            constraint=models.UniqueConstraint(fields=('about_id', 'about_type', 'occasion', 'kind'), name='notifications_webhookevent_once'),
        ),
        migrations.AddConstraint(
            model_name='webhookevent',
            constraint=models.CheckConstraint(condition=models.Q(('about_id__isnull', False), ('about_type__isnull', False)), name='notifications_webhookevent_about'),
        ),
        migrations.AddConstraint(
            model_name='webhookevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['match.approved', 'request.received', 'request.answered', 'introduction.made', 'test'])), name='notifications_webhookevent_kind'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('status', 'queued')), fields=['due_at'], name='notifications_delivery_due'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('status', 'sending')), fields=['lease_until'], name='notifications_delivery_held'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['webhook', '-id'], name='notifications_delivery_new'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('lease_until__isnull', True), ('lease_token__isnull', False), _connector='OR'), name='notifications_webhookdelivery_lease_has_holder'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('event', 'webhook'), name='notifications_delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['queued', 'sending', 'delivered', 'failed', 'cancelled'])), name='notifications_delivery_status'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'sending'), _negated=True), models.Q(('lease_token__isnull', False), ('lease_until__isnull', False)), _connector='OR'), name='notifications_delivery_lease'),
        ),
    ]
