"""The keys of the vocabulary hold the word that they lead to, so that a look-up needs no join."""

from django.db import migrations, models

FILL = """UPDATE offers_searchkey SET word =
  (SELECT w.word FROM offers_searchword w WHERE w.id = offers_searchkey.old_word_id)"""
EMPTY = """UPDATE offers_searchkey SET old_word_id =
  (SELECT w.id FROM offers_searchword w WHERE w.word = offers_searchkey.word)"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_text_index")]
    operations = [
        migrations.RemoveIndex("searchkey", "search_key_to_word"),
        migrations.RenameField("searchkey", "word", "old_word"),
        migrations.AlterField(
            "searchkey",
            "old_word",
            models.ForeignKey(
                "offers.SearchWord", on_delete=models.CASCADE, null=True, related_name="keys"
            ),
        ),
        migrations.AddField(
            "searchkey", "word", models.CharField(max_length=48, default=""), preserve_default=False
        ),
        migrations.RunSQL(FILL, EMPTY),
        migrations.RemoveField("searchkey", "old_word"),
        migrations.AddIndex(
            "searchkey", models.Index(fields=["key", "word"], name="search_key_leads_to_word")
        ),
    ]
